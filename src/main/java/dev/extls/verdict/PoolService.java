package dev.extls.verdict;

import dev.extls.endpoint.Service;
import java.util.List;

/**
 * One service of a pool.
 *
 * @param service the service
 * @param virtuals the addresses that clients use, in the order of the list; may be none
 * @param members the nodes that were reached directly, in the order of the list, at least one
 * @param differences in what versions the members differ, oldest first
 * @param certificates whether all of them show one certificate
 * @param passage whether the virtual address passes TLS through to the members
 */
public record PoolService(
        Service service,
        List<PoolNode> virtuals,
        List<PoolNode> members,
        List<PoolDifference> differences,
        SameCertificate certificates,
        TlsPassage passage) {
    /** Checks and copies. */
    public PoolService {
        virtuals = List.copyOf(virtuals);
        members = List.copyOf(members);
        differences = List.copyOf(differences);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a grid has nodes");
        }
    }
}
