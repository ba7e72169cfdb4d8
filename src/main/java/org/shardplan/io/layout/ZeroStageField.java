package org.shardplan.io.layout;

import java.util.Optional;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.ZeroStage;

/** ZeRO stages, which files write as numbers. */
public enum ZeroStageField implements FieldType<ZeroStage> {
    ZERO_STAGE;

    private static final WholeNumber NUMBER = WholeNumber.between(0, 3, "");

    @Override
    public Optional<ZeroStage> read(Field field) {
        Optional<Integer> number = NUMBER.read(field);
        return number.isPresent() ? Optional.of(ZeroStage.values()[number.get()]) : Optional.empty();
    }

    @Override
    public ZeroStage standIn() {
        return ZeroStage.NONE;
    }
}
