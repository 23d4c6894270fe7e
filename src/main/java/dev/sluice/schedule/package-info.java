/**
 * Work that is done again and again ({@link dev.sluice.schedule.PeriodicTask}), and work that many ask for and that is
 * done for all of them in one go ({@link dev.sluice.schedule.Batcher}).
 */
@NullMarked
package dev.sluice.schedule;

import org.jspecify.annotations.NullMarked;
