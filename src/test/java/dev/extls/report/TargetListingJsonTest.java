package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.endpoint.Service;
import dev.extls.observation.Samples;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TargetListingJsonTest {
    private static final String SCHEMA = "targets.schema.json";

    @Test
    void aListingIsAsBefore() throws IOException {
        Golden.assertGolden("targets.json", json(SampleListing.listing()));
    }

    @Test
    void everyListingFitsItsSchema() throws IOException {
        for (String text : List.of(Samples.HOSTILE, "x".repeat(1_000_000))) {
            assertThat(problems(json(SampleListing.of(text)))).isEmpty();
        }
        assertThat(problems(json(SampleListing.listing()))).isEmpty();
        assertThat(problems(json(SampleListing.nothing()))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoListing() throws IOException {
        String good = json(SampleListing.listing());

        for (String[] change : new String[][] {
            {"\"extls/targets/1\"", "\"extls/targets/2\""},
            {"\"port\" : 443", "\"port\" : 0"},
            {"\"line\" : 3", "\"line\" : 0"},
            {"\"VIRTUAL\"", "\"FRONT\""},
            {"\"perAddress\" : 1", "\"perAddress\" : 0"},
            {"\"expected\"", "\"wanted\""},
            {"\"again\"", "\"once\""},
        }) {
            String bad = good.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertThat(bad).as(change[0]).isNotEqualTo(good);
            assertThat(problems(bad)).as("%s becomes %s", change[0], change[1]).isNotEmpty();
        }
    }

    @Test
    void theSchemaKnowsEveryService() {
        JsonNode services =
                JsonMapper.shared().readTree(Schemas.text(SCHEMA)).at("/$defs/endpoint/properties/service/enum");

        assertThat(StreamSupport.stream(services.spliterator(), false).map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Arrays.stream(Service.values()).map(Enum::name).toList());
    }

    private static String json(TargetListing listing) throws IOException {
        StringWriter out = new StringWriter();
        TargetListingJson.write(out, listing);
        return out.toString();
    }

    private static List<String> problems(String json) {
        return Schemas.problems(SCHEMA, json);
    }
}
