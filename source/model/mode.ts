// Whose eyes natstop looks through: those of the system account, or of one account that applications use.

/** `system`: a user of the system account, who sees the whole system. `account`: any other, who sees his own account. */
export type Mode = 'system' | 'account';

/** Both, in the order in which they are named. */
export const modes: readonly Mode[] = ['system', 'account'];
