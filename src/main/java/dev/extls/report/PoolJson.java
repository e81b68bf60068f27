package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Pool;
import dev.extls.verdict.PoolDifference;
import dev.extls.verdict.PoolNode;
import dev.extls.verdict.PoolService;
import dev.extls.verdict.SameCertificate;
import dev.extls.verdict.TlsPassage;
import java.util.List;

/** The pools of {@code report.json}. */
final class PoolJson {
    private PoolJson() {}

    static void write(JsonPaper json, List<Pool> pools) {
        json.beginList("pools");
        for (Pool pool : pools) {
            json.begin();
            json.text("name", pool.name());
            if (!pool.vantage().isEmpty()) {
                json.text("vantage", pool.vantage());
            }
            json.beginList("services");
            pool.services().forEach(service -> service(json, service));
            json.endList();
            json.end();
        }
        json.endList();
    }

    private static void service(JsonPaper json, PoolService service) {
        json.begin();
        json.text("service", service.service().name());
        nodes(json, "virtual", service.virtuals());
        nodes(json, "members", service.members());
        json.beginList("differences");
        service.differences().forEach(difference -> difference(json, service, difference));
        json.endList();
        passage(json, service.passage());
        certificates(json, service.certificates());
        json.end();
    }

    private static void nodes(JsonPaper json, String name, List<PoolNode> nodes) {
        json.beginList(name);
        for (PoolNode node : nodes) {
            Endpoint endpoint = node.endpoint();
            json.begin();
            json.text("name", node.name());
            json.text("serverName", endpoint.serverName());
            json.text("address", endpoint.address());
            json.number("port", endpoint.port());
            json.begin("versions");
            node.answers().forEach((version, answer) -> json.text(version.label(), word(answer)));
            json.end();
            json.texts("odd", node.odd().stream().map(ProtocolVersion::label).toList());
            json.end();
        }
        json.endList();
    }

    /** One address that said both is neither a YES nor a NO to who counts. */
    private static String word(Answer answer) {
        return answer.contradicted() && answer.kind() != AnswerKind.UNKNOWN
                ? "BOTH"
                : answer.kind().name();
    }

    private static void difference(JsonPaper json, PoolService service, PoolDifference difference) {
        json.begin();
        json.texts(
                "versions",
                difference.versions().stream().map(ProtocolVersion::label).toList());
        json.texts("negotiating", difference.negotiating());
        json.texts("refusing", difference.refusing());
        json.texts("unknown", difference.unknown());
        json.texts("contradicted", difference.contradicted());
        json.texts("odd", difference.odd());
        json.text("sentence", difference.statement(service.service()) + ".");
        json.texts("evidence", difference.evidence());
        json.end();
    }

    private static void passage(JsonPaper json, TlsPassage passage) {
        json.begin("tls");
        json.text("passage", passage.kind().name());
        json.texts("reasons", passage.reasons());
        json.texts("evidence", passage.evidence());
        json.end();
    }

    private static void certificates(JsonPaper json, SameCertificate same) {
        json.begin("extendedProtection");
        json.text("sameCertificate", same.answer().name());
        json.text("why", same.statement());
        json.text("source", SameCertificate.SOURCE);
        json.beginList("certificates");
        same.places().forEach((hash, names) -> {
            json.begin();
            json.text("sha256", hash);
            json.texts("nodes", names);
            json.end();
        });
        json.endList();
        json.texts("without", same.without());
        json.texts("evidence", same.evidence());
        json.end();
    }
}
