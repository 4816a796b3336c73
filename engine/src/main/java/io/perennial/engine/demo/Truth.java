// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was planted, and what follows from it, as it stands in {@code truth.json}. */
final class Truth {
    /** Lists of {@code lists.sql} that hold a truth per channel, plan …, each with its key. */
    private static final Map<String, String> LISTS = lists();

    private static final List<String> CONSEQUENCES =
            List.of("shop_channels", "box_plans", "next_12_months_shop", "next_12_months_boxes");

    private Truth() {}

    private static Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("channel", "channel");
        lists.put("plan", "plan");
        lists.put("plan_price", "plan, currency, dear");
        lists.put("country", "country");
        lists.put("category", "category");
        lists.put("company_size", "yearly_fee");
        lists.put("agent_tier", "tier");
        lists.put("agent", "number");
        return lists;
    }

    static Map<String, Object> of(DemoRequest request, Generator generator) {
        Map<String, Object> truth = new LinkedHashMap<>();
        truth.put("company", DemoRun.COMPANY);
        truth.put("seed", request.seed());
        truth.put("customers", request.customers());
        truth.put("from", request.from().toString());
        truth.put("until", request.until().toString());
        truth.put("price_change_on", request.priceChange().toString());
        truth.put("parameters", generator.parameters());
        LISTS.forEach(
                (list, key) -> truth.put(list, generator.rows("select * from %s order by %s".formatted(list, key))));
        CONSEQUENCES.forEach(name -> truth.put(name, generator.rows(Resource.text("truth/" + name + ".sql"))));
        return truth;
    }

    static String json(Map<String, Object> truth) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(truth);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the truth as JSON", e);
        }
    }
}
