package dev.sluice.engine;

import dev.sluice.release.TargetId;
import dev.sluice.store.Database;
import dev.sluice.store.RouterReports;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;

/**
 * The routers of all living processes as one: a weight is in force when it is in force on each of them. They follow the
 * desired traffic in the database by themselves, so there is nothing to write here.
 */
public final class OwnRouters implements TrafficRouter {

    private final Database database;

    public OwnRouters(Database database) {
        this.database = database;
    }

    @Override
    public Report write(Traffic desired) {
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        return database.read(handle -> RouterReports.of(handle, target)).together();
    }
}
