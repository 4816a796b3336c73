// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.ClvException;
import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What customers can be divided by: the dimensions below, or any attribute that a customer has. */
public final class Dimensions {
    /** Where a customer's value is unknown. */
    public static final String UNKNOWN = "(unknown)";

    /** Between the values of several dimensions in a key. */
    static final char SEPARATOR = '\u001f';

    /** The seven dimensions of segmentation, as named on the command line. */
    public static final List<String> SEVEN =
            List.of("channel", "plan", "company_size", "country", "cohort", "first_category", "referral");

    private static final Map<String, String> KNOWN = known();

    private static final Map<String, String> ALIASES = Map.of(
            "acquisition_channel", "channel",
            "plan_tier", "plan",
            "size", "company_size",
            "geography", "country",
            "acquisition_cohort", "cohort",
            "category", "first_category",
            "referred", "referral");

    private Dimensions() {}

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("channel", "k.channel");
        known.put("plan", "k.plan");
        known.put("company_size", "k.company_size");
        known.put("country", "k.country");
        known.put("cohort", "quarter_name(k.cohort_quarter)");
        known.put("first_category", "k.first_category");
        known.put("referral", "case k.referred when 'yes' then 'referred' else 'not referred' end");
        known.put("cohort_month", "month_name(k.cohort_month)");
        known.put("cohort_year", "year(k.cohort_month)::varchar");
        known.put("industry", "k.industry");
        known.put("campaign", "k.campaign");
        known.put("relationship", "s.relationship");
        known.put("tier", "s.tier");
        return known;
    }

    /**
     * Names as the tables use them.
     *
     * @throws ClvException if one is neither a dimension nor an attribute of any customer
     */
    static List<String> resolve(Connection connection, List<String> names) {
        List<String> attributes =
                Rows.of(connection, Dimensions.class, "known_dimensions", row -> row.getString("name"));
        List<String> resolved = new ArrayList<>();
        for (String name : names) {
            String plain = name.strip().replace('-', '_');
            String own = ALIASES.getOrDefault(plain, plain);
            if (KNOWN.containsKey(own)) {
                resolved.add(own);
            } else if (attributes.contains(name.strip())) {
                resolved.add(name.strip());
            } else {
                throw ClvException.user(
                        "dimension-unknown",
                        "--by must name dimensions or attributes, was " + name,
                        "Dimensions: " + String.join(", ", KNOWN.keySet())
                                + (attributes.isEmpty() ? "" : "; attributes: " + String.join(", ", attributes)) + ".");
            }
        }
        return resolved;
    }

    /**
     * Makes the table {@code segment_of}.
     *
     * @param dimensions resolved; none puts everybody into one segment
     * @param only value that a dimension must have, by dimension
     */
    static void divide(Connection connection, List<String> dimensions, Map<String, String> only) {
        StringBuilder joins = new StringBuilder();
        List<String> values = new ArrayList<>(List.of("''"));
        List<String> conditions = new ArrayList<>(List.of("true"));
        for (String dimension : dimensions) {
            values.add(value(dimension, joins));
        }
        only.forEach((dimension, value) -> conditions.add(value(dimension, joins) + " = " + SqlText.literal(value)));
        SqlText.run(
                connection,
                "segment_of",
                "create or replace temp table segment_of as\n"
                        + SqlText.of(Dimensions.class, "segment_of")
                                .replace("${values}", String.join(", ", values))
                                .replace("${joins}", joins)
                                .replace("${only}", String.join(" and ", conditions)));
    }

    private static String value(String dimension, StringBuilder joins) {
        String expression = Optional.ofNullable(KNOWN.get(dimension)).orElseGet(() -> {
            String alias = "a" + joins.length();
            joins.append(" left join stg_attribute %s on %s.customer_id = k.customer_id and %s.name = %s"
                    .formatted(alias, alias, alias, SqlText.literal(dimension)));
            return alias + ".value";
        });
        return "coalesce(nullif(trim(%s), ''), '%s')".formatted(expression, UNKNOWN);
    }

    /** The values in a key. */
    static List<String> values(String key) {
        List<String> parts = List.of(key.split(String.valueOf(SEPARATOR), -1));
        return parts.subList(1, parts.size());
    }
}
