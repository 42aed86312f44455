// The groups of event kinds in the order they are listed, with the kinds of each.

import { type EventGroup, type EventKind, eventKinds } from './event.ts';

const kinds = Object.keys(eventKinds) as EventKind[];

/** Every group once, in the order of `eventKinds`. */
export const eventGroups: readonly EventGroup[] = [...new Set(kinds.map((kind) => eventKinds[kind].group))];

/** The kinds of a group. */
export const kindsOf = (group: EventGroup): EventKind[] =>
	kinds.filter((kind) => eventKinds[kind].group === group);
