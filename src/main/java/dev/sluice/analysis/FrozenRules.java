package dev.sluice.analysis;

import dev.sluice.analysis.Rules.Policy;
import java.time.Duration;

/** {@link Rules} in simple values, as {@link FrozenGate} is a gate in simple values. */
public record FrozenRules(
        long requests,
        int windows,
        long warmUpMillis,
        int holds,
        long leastMillis,
        long noDataMillis,
        Policy noDataThen,
        Policy onInconclusive) {

    static FrozenRules of(Rules rules) {
        return new FrozenRules(
                rules.evidence().requests(),
                rules.evidence().windows(),
                rules.warmUp().toMillis(),
                rules.patience().holds(),
                rules.patience().least().toMillis(),
                rules.noData().timeout().toMillis(),
                rules.noData().then(),
                rules.onInconclusive());
    }

    /** How long after the hold an undecided gate is waited for. */
    long patienceMillis(Duration hold) {
        return Math.max(leastMillis, hold.toMillis() * holds);
    }
}
