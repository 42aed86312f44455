// The ways in which a terminal is told that somebody should look.

export const notifications = ['bell', 'osc9', 'none'] as const;

export type Notification = (typeof notifications)[number];
