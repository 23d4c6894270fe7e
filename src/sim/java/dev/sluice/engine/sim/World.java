package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Act.Blindness;
import dev.sluice.engine.sim.Act.Quality;
import dev.sluice.engine.sim.Scenario.Lane;
import dev.sluice.release.Health;
import dev.sluice.release.Phase;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.embedded.HostBinding;
import dev.sluice.traffic.embedded.StickyBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everything in one run of one scenario. */
final class World {

    private static final Duration CHUNK = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(45);

    /** What real parts log of thousands of runs is no news. They are held because nobody else may hold them. */
    private static final List<Logger> SILENT = List.of(
            Logger.getLogger("dev.sluice.engine.journal"), Logger.getLogger("dev.sluice.engine.EmergencyAbort"));

    static {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final Scenario scenario;
    private final Build build;
    private final Timeline timeline = new Timeline();
    private final Chronicle chronicle = new Chronicle();
    private final SplittableRandom dice;
    private final ModelDatabase database;
    private final ModelLeases leases;
    private final ModelTicks ticks;
    private final ModelIntake intake;
    private final People people;
    private final Users users = new Users(timeline);
    private final List<Sluice> sluices = new ArrayList<>();
    private final Map<String, Quality> qualities = new HashMap<>();
    private final Map<String, Instant> healthyFrom = new HashMap<>();
    private final Map<String, Blind> blind = new HashMap<>();
    private final Map<String, Instant> sickUntil = new HashMap<>();
    private final Map<String, Instant> downUntil = new HashMap<>();
    private final Map<String, Instant> brokenUntil = new HashMap<>();
    private final Map<String, Plan> strategies = new HashMap<>();
    private final Set<String> received = new HashSet<>();
    private Instant awayUntil = Instant.MIN;

    private record Blind(Blindness how, Instant until) {}

    private World(Scenario scenario, Build build) {
        this.scenario = scenario;
        this.build = build;
        this.dice = new SplittableRandom(scenario.seed() ^ 0x5eed);
        this.database = new ModelDatabase(build.rules(), timeline, chronicle, this::tell);
        this.leases = new ModelLeases(database);
        this.ticks = new ModelTicks(database, leases);
        this.intake = new ModelIntake(
                database,
                build,
                this::plan,
                target -> ModelRouters.of(this, target).combined());
        this.people = new People(this, dice.split());
    }

    /** Runs a scenario to its end and says what happened. */
    static Chronicle run(Scenario scenario, Build build) {
        World world = new World(scenario, build);
        world.furnish();
        world.live();
        return world.chronicle;
    }

    private void furnish() {
        for (Lane lane : scenario.lanes()) {
            Version first = new Version("0.9.0", "sha256:" + lane.service() + "-0.9.0");
            Optional<Version> stable = lane.young() ? Optional.empty() : Optional.of(first);
            for (TargetId target : lane.targets()) {
                database.tables.targets.put(
                        target, new TargetStates.State(target, ModelIntake.ENVIRONMENT, stable, Optional.empty(), 0));
                Binding binding = new HostBinding(List.of(), "/", new StickyBy.ClientAddress());
                database.put(new Traffic(
                        target,
                        binding,
                        stable.map(version -> new Traffic.Pool(version, List.of())),
                        Optional.empty(),
                        Weight.NONE,
                        "",
                        Optional.empty(),
                        0,
                        0));
            }
        }
        for (int i = 0; i < scenario.machines(); i++) {
            Machine machine = new Machine(String.valueOf((char) ('a' + i)), timeline, dice.split());
            sluices.add(new Sluice(this, machine, dice.split()));
        }
        sluices.forEach(sluice -> sluice.machine().start());
        Director director = new Director(this);
        scenario.acts().forEach(act -> timeline.at(Timeline.START.plus(act.at()), () -> director.perform(act)));
    }

    private void live() {
        timeline.runUntil(Timeline.START.plus(scenario.span()));
        awayUntil = Instant.MIN;
        sluices.forEach(sluice -> sluice.machine().disarm());
        Instant quiet = timeline.now();
        note(new Fact.Quiet(quiet));
        Instant settled = quiet.plus(SETTLING);
        while (timeline.now().isBefore(settled) && timeline.now().isBefore(quiet.plus(LONGEST))) {
            timeline.runUntil(timeline.now().plus(CHUNK));
            if (isMoving()) {
                settled = timeline.now().plus(SETTLING);
            }
        }
        note(new Fact.Over(timeline.now()));
    }

    private boolean isMoving() {
        boolean away = sluices.stream().map(Sluice::machine).anyMatch(machine -> !machine.isUp() || machine.isStill());
        return away
                || database.tables.releases.values().stream()
                        .anyMatch(row -> !row.release().hasEnded());
    }

    private void tell(String kind, String subject) {
        if (!databaseIsAway()) {
            sluices.forEach(sluice -> sluice.told(kind, subject, Duration.ofMillis(1L + dice.nextInt(8))));
        }
    }

    void note(Fact fact) {
        chronicle.note(fact);
    }

    /** A receiver takes note of a message whose key it doesn't know. */
    void receive(String key, String event) {
        if (received.add(key)) {
            note(new Fact.Delivered(timeline.now(), event));
        }
    }

    void takeDatabaseAway(Instant until) {
        awayUntil = until;
        timeline.at(until, () -> sluices.forEach(Sluice::missed));
    }

    private boolean databaseIsAway() {
        return timeline.now().isBefore(awayUntil);
    }

    boolean databaseIsAwayFrom(Machine machine) {
        return databaseIsAway() || machine.isCutOff();
    }

    /** Who only the network kept from it until then. */
    void cutOff(Sluice sluice, Instant until) {
        sluice.machine().cutOffUntil(until);
        timeline.at(until, sluice::missed);
    }

    private Plan plan(String strategy) {
        return Optional.ofNullable(strategies.get(strategy)).orElseThrow();
    }

    /** Keeps what a strategy is, and gives its name. */
    String strategy(Plan plan) {
        String name = "strategy-" + strategies.size();
        strategies.put(name, plan);
        return name;
    }

    void blind(String service, Blindness how, Instant until) {
        blind.put(service, new Blind(how, until));
    }

    Optional<Blindness> blindness(String service) {
        return Optional.ofNullable(blind.get(service))
                .filter(it -> timeline.now().isBefore(it.until()))
                .map(Blind::how);
    }

    boolean isLate() {
        return scenario.lanes().stream()
                .anyMatch(lane ->
                        blindness(lane.service()).filter(Blindness.LATE::equals).isPresent());
    }

    void know(Version version, Quality quality, Instant healthy) {
        qualities.put(version.digest(), quality);
        healthyFrom.put(version.digest(), healthy);
    }

    double errorRate(Version version) {
        return switch (qualities.getOrDefault(version.digest(), Quality.GOOD)) {
            case GOOD -> .005;
            case DOUBTFUL -> .008;
            case BAD -> .08;
        };
    }

    Health healthy(Version version) {
        Instant now = timeline.now();
        if (now.isBefore(healthyFrom.getOrDefault(version.digest(), Instant.MIN))) {
            return new Health(0, 1, "starting");
        }
        return now.isBefore(downUntil.getOrDefault(version.digest(), Instant.MIN))
                ? new Health(0, 1, "connection refused")
                : new Health(1, 1, "");
    }

    /** No instance of a version takes connections until then. */
    void bringDown(String service, Version version, Instant until) {
        Instant before = downUntil.getOrDefault(version.digest(), until);
        Instant later = before.isAfter(until) ? before : until;
        downUntil.put(version.digest(), later);
        note(new Fact.Down(timeline.now(), service, version.digest(), later));
    }

    /** What is read of a service makes ticks throw until then. */
    void breakReads(String service, Instant until) {
        brokenUntil.put(service, until);
    }

    boolean isBroken(String service) {
        return timeline.now().isBefore(brokenUntil.getOrDefault(service, Instant.MIN));
    }

    void sicken(String service, Instant until) {
        sickUntil.put(service, until);
    }

    Health healthyStable(TargetId target, Version version) {
        return timeline.now().isBefore(sickUntil.getOrDefault(target.service(), Instant.MIN))
                ? new Health(0, 1, "connection refused")
                : healthy(version);
    }

    /** The newest release of a lane, a moving one before all others. */
    Optional<Release> newest(String service) {
        List<Release> all = releases(service);
        return all.stream()
                .filter(release -> release.started() && !release.hasEnded())
                .findFirst()
                .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
    }

    /** The newest release of a lane that succeeded. */
    Optional<Release> lastSucceeded(String service) {
        return releases(service).reversed().stream()
                .filter(release -> release.phase() == Phase.SUCCEEDED)
                .findFirst();
    }

    private List<Release> releases(String service) {
        return database.tables.releases.values().stream()
                .map(Tables.Row::release)
                .filter(release -> release.spec().service().equals(service))
                .toList();
    }

    Lane lane(String service) {
        return scenario.lanes().stream()
                .filter(lane -> lane.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    long seed() {
        return scenario.seed();
    }

    Scenario scenario() {
        return scenario;
    }

    Build build() {
        return build;
    }

    Timeline timeline() {
        return timeline;
    }

    ModelDatabase database() {
        return database;
    }

    ModelLeases leases() {
        return leases;
    }

    ModelTicks ticks() {
        return ticks;
    }

    ModelIntake intake() {
        return intake;
    }

    People people() {
        return people;
    }

    Users users() {
        return users;
    }

    List<Sluice> sluices() {
        return sluices;
    }
}
