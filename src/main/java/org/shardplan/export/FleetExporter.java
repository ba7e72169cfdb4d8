package org.shardplan.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shardplan.export.Export.File;
import org.shardplan.export.FleetPlan.Part;
import org.shardplan.problem.FleetWorkload;

/** Writes the workloads of a fleet, each into a folder of its own, and when and on what each is to start. */
final class FleetExporter {

    static final String OVERVIEW = "fleet.txt";

    private FleetExporter() {
    }

    /** The first workload that cannot go where it should, and why. */
    static Optional<String> obstacle(FleetPlan fleet, Destinations destinations) {
        return fleet.workloads().stream().flatMap(part -> Exporter.obstacle(
                part.plan(), destinations.of(part.plan().problem())).map(why -> part.name() + ": " + why).stream())
                .findFirst();
    }

    static Export export(FleetPlan fleet, Destinations destinations) {
        List<File> files = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Map<String, Part> folders = folders(fleet);
        files.add(new File(OVERVIEW, overview(fleet, folders, destinations)));
        folders.forEach((folder, part) -> {
            Export export = Exporter.export(part.plan(), destinations.of(part.plan().problem()));
            export.files().forEach(file -> files.add(new File(folder + "/" + file.name(), file.text())));
            export.gaps().forEach(gap -> gaps.add(part.name() + ": " + gap));
        });
        return new Export(files, gaps);
    }

    /** A folder for each, also where names differ only in what folders cannot be called. */
    private static Map<String, Part> folders(FleetPlan fleet) {
        Map<String, Part> folders = new LinkedHashMap<>();
        for (Part part : fleet.workloads()) {
            String name = FileName.of(part.name());
            String folder = name;
            for (int number = 2; taken(folder, folders); number++) {
                folder = name + "-" + number;
            }
            folders.put(folder, part);
        }
        return folders;
    }

    private static boolean taken(String folder, Map<String, Part> folders) {
        return folder.equalsIgnoreCase(OVERVIEW) || folders.keySet().stream().anyMatch(folder::equalsIgnoreCase);
    }

    private static String overview(FleetPlan fleet, Map<String, Part> folders, Destinations destinations) {
        List<String> lines = new ArrayList<>();
        lines.add("shardplan: " + fleet.problem().name() + ", " + fleet.workloads().size() + " of "
                + fleet.problem().workloads().size() + " workloads run.");
        lines.add("Which nodes of a pool a workload gets is not decided here; no node is shared.");
        folders.entrySet().stream().sorted(Comparator.comparingDouble(entry -> entry.getValue().startHours()))
                .forEach(entry -> lines.add(line(entry.getKey(), entry.getValue(), destinations)));
        List<String> running = fleet.workloads().stream().map(Part::name).toList();
        fleet.problem().workloads().stream().map(FleetWorkload::name).filter(name -> !running.contains(name))
                .forEach(name -> lines.add("Left out: " + name));
        return String.join("\n", lines) + "\n";
    }

    private static String line(String folder, Part part, Destinations destinations) {
        return String.format(Locale.ROOT, "From hour %.0f for %.0f hours on %s: %s with %s, in %s", part.startHours(),
                part.hours(), part.place(), part.name(), destinations.of(part.plan().problem()).label(), folder);
    }
}
