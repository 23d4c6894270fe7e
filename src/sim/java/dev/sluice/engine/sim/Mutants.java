package dev.sluice.engine.sim;

import dev.sluice.engine.Deciding;
import dev.sluice.engine.Observed;
import dev.sluice.engine.Observing;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Health;
import dev.sluice.release.Observation;
import dev.sluice.release.TargetId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Engines that are wrong in one place each. The checker has to find every one of them. */
final class Mutants {

    private static final Map<String, Build> ALL = new TreeMap<>();

    static {
        ALL.put("skip-fencing", ruled(new Rules(false, false, false, true)));
        ALL.put("skip-version", ruled(new Rules(false, true, true, true)));
        ALL.put("skip-lease", ruled(new Rules(true, false, true, true)));
        ALL.put("skip-heartbeat", ruled(new Rules(true, true, false, true)));
        ALL.put("two-active", new TwoActive());
        ALL.put("act-before-record", new Build() {
            @Override
            public boolean recordsFirst() {
                return false;
            }
        });
        ALL.put("node-clock", new Build() {
            @Override
            public boolean asksTheDatabaseForTheTime() {
                return false;
            }
        });
        ALL.put("ack-before-commit", new Build() {
            @Override
            public boolean commitsFirst() {
                return false;
            }
        });
        ALL.put("double-outbox", new Build() {
            @Override
            public boolean sendsUnderOneKey() {
                return false;
            }
        });
        ALL.put("double-request", new Build() {
            @Override
            public boolean knowsKeys() {
                return false;
            }
        });
        ALL.put("unaudited", new Build() {
            @Override
            public boolean audits() {
                return false;
            }
        });
        ALL.put("router-takes-older", new Build() {
            @Override
            public boolean routersCompare() {
                return false;
            }
        });
        ALL.put("dead-keep-leases", new Build() {
            @Override
            public boolean takesOver() {
                return false;
            }
        });
        ALL.put("abort-leaves-twin", new Build() {
            @Override
            public boolean abortsTwins() {
                return false;
            }
        });
        ALL.put("parked-for-ever", new Build() {
            @Override
            public boolean triesParked() {
                return false;
            }
        });
        ALL.put(
                "starts-quarantined",
                seeing(seen -> new Observation(
                        seen.blockers(),
                        seen.freeze(),
                        Optional.empty(),
                        seen.targets(),
                        seen.analysis(),
                        seen.settles())));
        ALL.put("ignores-health", seeing(Mutants::healthy));
        ALL.put("undo-of-anything", new Build() {
            @Override
            public boolean undoesNow() {
                return false;
            }

            @Override
            public Deciding decider() {
                return WrongDecisions::undoesAnything;
            }
        });
        ALL.put("no-data-passes", reading(Fact.Answer.NOTHING));
        ALL.put("errors-pass", reading(Fact.Answer.ERROR));
        ALL.putAll(WrongJournals.all());
        WrongCommands.all()
                .forEach((name, commands) -> ALL.put(name, new Build() {
                    @Override
                    public Commanding commands() {
                        return commands;
                    }
                }));
        WrongDecisions.all()
                .forEach((name, decider) -> ALL.put(name, new Build() {
                    @Override
                    public Deciding decider() {
                        return decider;
                    }
                }));
    }

    private Mutants() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The engine with this mistake.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    static Build named(String name) {
        Build build = ALL.get(name);
        if (build == null) {
            throw new IllegalArgumentException("there is no mutant " + name + "; --mutant list names them");
        }
        return build;
    }

    private static Build ruled(Rules rules) {
        return new Build() {
            @Override
            public Rules rules() {
                return rules;
            }
        };
    }

    private static Build seeing(UnaryOperator<Observation> eyes) {
        return new Build() {
            @Override
            public Observing observing(Observing right) {
                return (release, analysis, now) -> {
                    Observed seen = right.observe(release, analysis, now);
                    return new Observed(seen.release(), eyes.apply(seen.observation()), seen.looks(), seen.learned());
                };
            }
        };
    }

    /** Takes every instance for healthy. */
    private static Observation healthy(Observation seen) {
        Health fine = new Health(1, 1, "");
        Map<TargetId, Observation.Seen> targets = new TreeMap<>();
        seen.targets()
                .forEach((target, what) -> targets.put(
                        target,
                        new Observation.Seen(
                                what.inForce(), what.trouble(), fine, fine, what.stableNow(), what.generationNow())));
        return new Observation(
                seen.blockers(), seen.freeze(), seen.refusal(), targets, seen.analysis(), seen.settles());
    }

    private static Build reading(Fact.Answer taken) {
        return new Build() {
            @Override
            public MetricSource source(MetricSource right) {
                return new Optimist(right, taken);
            }
        };
    }

    /** No unique index, and nobody asks who is there already. */
    private static final class TwoActive implements Build {
        @Override
        public Rules rules() {
            return new Rules(true, true, true, false);
        }

        @Override
        public Observing observing(Observing right) {
            return (release, analysis, now) -> {
                Observed seen = right.observe(release, analysis, now);
                Observation all = seen.observation();
                Observation free = new Observation(
                        List.of(), all.freeze(), all.refusal(), all.targets(), all.analysis(), all.settles());
                return new Observed(seen.release(), free, seen.looks(), seen.learned());
            };
        }
    }
}
