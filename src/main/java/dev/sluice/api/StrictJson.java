package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;

/** What is sent is read as it stands or refused: nothing is guessed, nothing is dropped. */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {

    static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 100;

    private static final List<LogicalType> SCALARS =
            List.of(LogicalType.Boolean, LogicalType.Integer, LogicalType.Float, LogicalType.Textual);

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build());
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        // In a tree, too, 1e400 is a number and not infinite.
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        SCALARS.forEach(type -> refuseOtherShapes(mapper, type));
        mapper.registerModule(new SimpleModule()
                .addDeserializer(String.class, new PlainText(false))
                .addDeserializer(BigDecimal.class, new SaneNumber()));
    }

    /** No number from "5", no text from 5, nothing from an empty text. */
    private static void refuseOtherShapes(ObjectMapper mapper, LogicalType type) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            boolean own = switch (type) {
                case Boolean -> shape == CoercionInputShape.Boolean;
                case Integer -> shape == CoercionInputShape.Integer;
                case Float -> shape == CoercionInputShape.Integer || shape == CoercionInputShape.Float;
                default -> shape == CoercionInputShape.String || shape == CoercionInputShape.EmptyString;
            };
            if (!own) {
                mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
            }
        }
    }
}
