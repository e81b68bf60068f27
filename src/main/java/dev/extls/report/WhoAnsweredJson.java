package dev.extls.report;

import dev.extls.observation.Sighting;
import dev.extls.verdict.NodeReached;
import dev.extls.verdict.WhoAnswered;

/** Which nodes answered behind an endpoint, and how often. */
final class WhoAnsweredJson {
    private WhoAnsweredJson() {}

    static void write(JsonPaper json, WhoAnswered who) {
        if (!who.told()) {
            return;
        }
        json.begin("whoAnswered");
        json.flag("sampled", who.sampled());
        json.number("connections", who.connections());
        json.beginList("nodes");
        for (NodeReached node : who.nodes()) {
            node(json, node);
        }
        json.endList();
        json.beginList("toldNoNode");
        who.silent().forEach((why, connections) -> {
            json.begin();
            json.text("why", why);
            json.number("connections", connections);
            json.end();
        });
        json.endList();
        if (who.members() > 0) {
            json.number("members", who.members());
            json.texts("notReached", who.missed());
        }
        json.fraction("chanceOfMissing", who.chanceOfMissing());
        json.text("sentence", who.sentence());
        json.end();
    }

    private static void node(JsonPaper json, NodeReached node) {
        Sighting signs = node.signs();
        json.begin();
        json.text("label", node.label());
        json.number("connections", node.connections());
        json.flag("member", node.member());
        json.text("listed", node.listed());
        json.text("name", signs.name());
        json.text("greeting", signs.greeting());
        json.text("certificate", signs.certificate());
        json.text("serial", signs.serial());
        json.text("hello", signs.hello());
        json.texts("evidence", node.evidence());
        json.end();
    }
}
