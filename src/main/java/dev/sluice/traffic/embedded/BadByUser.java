package dev.sluice.traffic.embedded;

import dev.sluice.traffic.embedded.WindowCounts.OfUser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which users one second's bad requests came from: a table of fixed size, so that nothing is allocated for a request.
 *
 * <p>When it is full, a user with a single bad request gives way. So a user who makes a large part of the bad ones is
 * in it soon and stays, and those who are not in it have few. Counting is without locks: two threads that take the same
 * place at once may count a request for the wrong user, which only makes that user's weight a little wrong.
 */
final class BadByUser {

    static final int PLACES = 16;

    private static final int USER = 0;
    private static final int REQUESTS = 1;
    private static final int ERRORS = 2;
    private static final int CLIENT_ERRORS = 3;
    private static final int ABANDONED = 4;
    private static final int WIDTH = 5;

    private final AtomicLongArray table = new AtomicLongArray(PLACES * WIDTH);
    private volatile boolean isEmpty = true;

    void add(Ending ending) {
        int bad = switch (ending.outcome()) {
            case SERVED -> 0;
            case ERROR -> ERRORS;
            case CLIENT_ERROR -> CLIENT_ERRORS;
            case ABANDONED -> ABANDONED;
        };
        if (ending.user() == Ending.NO_USER || (bad == 0 && isEmpty)) {
            return;
        }
        int place = placeOf(ending.user(), bad != 0);
        if (place >= 0) {
            table.getAndIncrement(place + REQUESTS);
            if (bad != 0) {
                table.getAndIncrement(place + bad);
            }
        }
    }

    /** Where a user is counted; −1 when there is no place, or when only users who are there already are asked for. */
    private int placeOf(int user, boolean isWanted) {
        long name = user + 1L;
        for (int i = 0; i < PLACES; i++) {
            int place = Math.floorMod(user + i, PLACES) * WIDTH;
            long there = table.get(place + USER);
            if (there == name) {
                return place;
            }
            if (there == 0 && !isWanted) {
                return -1;
            }
            if (there == 0 && take(place, 0, name)) {
                return place;
            }
        }
        return isWanted ? replace(name) : -1;
    }

    private int replace(long name) {
        for (int i = 0; i < PLACES; i++) {
            int place = Math.floorMod(name + i, PLACES) * WIDTH;
            if (bad(place) <= 1 && take(place, table.get(place + USER), name)) {
                return place;
            }
        }
        return -1;
    }

    private boolean take(int place, long from, long name) {
        isEmpty = false;
        if (!table.compareAndSet(place + USER, from, name)) {
            return table.get(place + USER) == name;
        }
        // A free place has no counts yet, and another thread may count this user there by now.
        for (int field = REQUESTS; from != 0 && field < WIDTH; field++) {
            table.set(place + field, 0);
        }
        return true;
    }

    private long bad(int place) {
        return table.get(place + ERRORS) + table.get(place + CLIENT_ERRORS) + table.get(place + ABANDONED);
    }

    List<OfUser> users() {
        List<OfUser> users = new ArrayList<>();
        for (int place = 0; !isEmpty && place < PLACES * WIDTH; place += WIDTH) {
            if (bad(place) > 0) {
                users.add(new OfUser(
                        (int) table.get(place + USER) - 1,
                        table.get(place + REQUESTS),
                        table.get(place + ERRORS),
                        table.get(place + CLIENT_ERRORS),
                        table.get(place + ABANDONED)));
            }
        }
        return List.copyOf(users);
    }
}
