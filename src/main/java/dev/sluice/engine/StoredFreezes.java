package dev.sluice.engine;

import dev.sluice.release.Freeze;
import dev.sluice.store.Catalogue;
import dev.sluice.store.Database;
import java.util.List;

/** Freezes as the database has them. */
record StoredFreezes(Database database) implements Freezes {

    @Override
    public List<Freeze> all() {
        return database.read(Catalogue::freezes);
    }
}
