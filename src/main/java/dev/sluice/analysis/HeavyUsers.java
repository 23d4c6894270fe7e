package dev.sluice.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The candidate's users with the most bad requests, in a bounded number. Whoever has more than an eighth is among them. */
final class HeavyUsers {

    private static final int MOST = 8;

    private HeavyUsers() {}

    /** After a window in which these users had bad requests, each folded by {@code fold}. */
    static List<HeavyUser> after(
            List<HeavyUser> before, List<Sample.OfUser> seen, BiFunction<HeavyUser, Sample.OfUser, HeavyUser> fold) {
        List<HeavyUser> after = new ArrayList<>(before);
        for (Sample.OfUser user : seen) {
            int place = placeOf(after, user.user());
            after.set(place, fold.apply(after.get(place), user));
        }
        return List.copyOf(after);
    }

    private static int placeOf(List<HeavyUser> users, long user) {
        int least = 0;
        for (int i = 0; i < users.size(); i++) {
            if (users.get(i).user() == user) {
                return i;
            }
            least = users.get(i).rank() < users.get(least).rank() ? i : least;
        }
        if (users.size() < MOST) {
            users.add(HeavyUser.begin(user, 0));
            return users.size() - 1;
        }
        users.set(least, HeavyUser.begin(user, users.get(least).rank()));
        return least;
    }

    /** The one with the most bad requests, where that is more than one. */
    static Optional<HeavyUser> heaviest(List<HeavyUser> users) {
        return users.stream().filter(HeavyUser::counts).max(Comparator.comparingDouble(HeavyUser::x));
    }
}
