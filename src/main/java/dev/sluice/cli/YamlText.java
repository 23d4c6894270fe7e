package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes documents so that people read them and {@code apply} takes them. */
final class YamlText {

    private YamlText() {}

    /** Documents under each other; what is null is left out. */
    static String of(List<? extends JsonNode> documents) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        Yaml yaml = new Yaml(options);
        return documents.stream()
                .map(document -> yaml.dump(Json.plain(document)))
                .collect(Collectors.joining("---\n"))
                .stripTrailing();
    }
}
