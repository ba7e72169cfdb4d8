package org.shardplan.io.catalogue;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Text;
import org.shardplan.measured.RecordPath;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Framework;

/** How frameworks behave and what was measured, by name. */
public final class Profiles {

    /** The framework of problems that name none. */
    public static final String DEFAULT_FRAMEWORK = "megatron";

    /** The calibration that comes with the application. */
    public static final String SHIPPED_CALIBRATION = "shipped";

    private final Shelf frameworks;
    private final Shelf calibrations;

    Profiles(Shelf frameworks, Shelf calibrations) {
        this.frameworks = frameworks;
        this.calibrations = calibrations;
    }

    /** The profiles that come with the application. */
    public static Profiles shipped() {
        return new Profiles(
                Shelf.ofResource("/org/shardplan/profile/frameworks.json", "frameworks"),
                Shelf.ofResource("/org/shardplan/profile/calibration.json", "calibrations"));
    }

    /** Names of all framework profiles. */
    public List<String> frameworkNames() {
        return frameworks.names();
    }

    public Optional<Framework> framework(String name) {
        Optional<JsonObject> entry = frameworks.find(name);
        return entry.isEmpty() ? Optional.empty() : Optional.of(readFramework(entry.get()));
    }

    /** The calibration that comes with the application. */
    public Calibration calibration() {
        Findings findings = calibrations.findings();
        JsonObject entry = calibrations.find(SHIPPED_CALIBRATION).orElseThrow();
        Calibration calibration = CalibrationReader.read(Fields.of(entry, findings));
        Shelf.requireNone(findings);
        return calibration;
    }

    /** The calibration before any training run was looked at. */
    public Calibration tables() {
        Shelf tables = Shelf.ofResource("/org/shardplan/profile/tables.json", "constants");
        Calibration calibration = calibration();
        for (String name : tables.names()) {
            Findings findings = tables.findings();
            Fields constant = Fields.of(tables.find(name).orElseThrow(), findings);
            constant.required("name", Text.PROSE);
            constant.required("source", Text.PROSE);
            calibration = RecordPath.of(name).with(calibration, constant.required("value", Decimal.positive("")));
            Shelf.requireNone(findings);
        }
        return calibration;
    }

    private Framework readFramework(JsonObject entry) {
        Findings findings = frameworks.findings();
        Framework framework = FrameworkReader.read(Fields.of(entry, findings));
        Shelf.requireNone(findings);
        return framework;
    }
}
