// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.artefact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.FamilyWeights;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.season.Seasonality;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.season.SeasonTime;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.validate.BiasCorrection;
import io.perennial.model.value.Calibration;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A saved model as it is written: snake_case names, dates as ISO 8601, numbers that are not finite as the text "NaN" or "Infinity".
 *
 * @param formatVersion {@link #FORMAT} when written
 * @param spendBasis purchases the spend model learns from: {@code repeat} or {@code all}
 * @param transactionCorrection of expected transactions
 * @param spendCorrection of expected spend, that of transactions included
 * @param intervalFactors on the ends of intervals
 * @param reason of the choice
 * @param season that was known; null where nobody wanted to know, and in format 1
 */
record ModelDocument(
        int formatVersion,
        ModelProvenance provenance,
        String spendBasis,
        SavedFit purchaseModel,
        SavedFit spendModel,
        BiasCorrection transactionCorrection,
        BiasCorrection spendCorrection,
        Calibration intervalFactors,
        String reason,
        List<Notice> notices,
        @Nullable SavedSeason season) {
    static final int FORMAT = 2;

    /** The format before models could follow a season. */
    private static final int FORMAT_WITHOUT_SEASON = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule()
                    .addSerializer(LocalDate.class, new ToStringSerializer())
                    .addDeserializer(LocalDate.class, new IsoDate()))
            .build();

    static ModelDocument of(SavedModel saved) {
        Choice choice = saved.choice();
        return new ModelDocument(
                FORMAT,
                saved.provenance(),
                saved.models().basis().name().toLowerCase(Locale.ROOT),
                SavedFit.ofPurchases(saved.models().purchase()),
                SavedFit.ofSpend(saved.models().spend()),
                choice.transactions(),
                choice.spend(),
                choice.calibration(),
                choice.reason(),
                choice.notices(),
                SavedSeason.of(choice));
    }

    SavedModel model() {
        PurchaseFamily family = family(purchaseModel.model());
        SpendBasis basis = SpendBasis.valueOf(spendBasis.toUpperCase(Locale.ROOT));
        TimeUnit unit = TimeUnit.valueOf(provenance.timeUnit().toUpperCase(Locale.ROOT));
        Seasonality known = season == null ? Seasonality.NONE : season.seasonality();
        Choice choice = new Choice(
                family,
                basis,
                transactionCorrection,
                spendCorrection,
                intervalFactors,
                reason,
                notices,
                season != null && season.followed(),
                known,
                FamilyWeights.NONE);
        Fit<? extends PurchaseModel> purchases = purchaseModel.purchases(family, unit);
        if (choice.follows()) {
            int days = (int) ChronoUnit.DAYS.between(provenance.observationStart(), provenance.observationEnd());
            SeasonTime time = SeasonTime.of(known.index(), unit, provenance.observationEnd(), days);
            purchases = purchases.withModel(SeasonalPurchases.of(purchases.model(), time));
        }
        return new SavedModel(provenance, choice, new ModelPair(family, purchases, basis, spendModel.spend()));
    }

    private static PurchaseFamily family(String id) {
        return Arrays.stream(PurchaseFamily.values())
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no purchase model is called " + id));
    }

    String json() throws JsonProcessingException {
        return MAPPER.writeValueAsString(this) + "\n";
    }

    /** Any JSON; its {@code format_version} says whether {@link #of(JsonNode)} can make sense of it. */
    static JsonNode tree(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    static boolean known(int format) {
        return format == FORMAT || format == FORMAT_WITHOUT_SEASON;
    }

    static ModelDocument of(JsonNode tree) throws JsonProcessingException {
        if (tree instanceof ObjectNode document && tree.path("format_version").asInt() == FORMAT_WITHOUT_SEASON) {
            document.putNull("season");
        }
        return MAPPER.treeToValue(tree, ModelDocument.class);
    }

    private static final class IsoDate extends StdDeserializer<LocalDate> {
        private static final long serialVersionUID = 1;

        IsoDate() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return LocalDate.parse(json.getValueAsString());
        }
    }
}
