// Who a client is to people, of the several names it has.

import type { EventClient } from './event.ts';

/** A public nkey: 56 letters that say nothing to a reader. */
export const isKey = (text: string): boolean => /^[A-Z][A-Z2-7]{55}$/.test(text);

/** Users that can be tokens are hidden, by the server or by natstop. */
export const isHidden = (user: string): boolean => /^\[\w+\]$/.test(user);

/** Its user, unless that is a key or hidden; then the name it gave itself, and the user all the same where it gave none. */
export const whoIs = ({ user, name }: EventClient): string | undefined =>
	(user && !isKey(user) && !isHidden(user) ? user : name || user) || undefined;
