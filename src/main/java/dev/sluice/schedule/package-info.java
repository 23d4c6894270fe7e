/**
 * Work that is done again and again ({@link dev.sluice.schedule.PeriodicTask}), and work that many ask for and that is
 * done for all of them in one go ({@link dev.sluice.schedule.Batcher}).
 *
 * <p>Written here, because the scheduler of Quarkus knows neither a pause that depends on how things stand nor a turn
 * that comes earlier, and the parts that use it also run without a framework.
 */
@NullMarked
package dev.sluice.schedule;

import org.jspecify.annotations.NullMarked;
