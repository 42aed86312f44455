// Tells payloads in which there is nothing to redact, without parsing them.

import { isAscii } from 'node:buffer';
import { secretFieldNames } from './redact.ts';

/**
 * What may be, or may hide, a secret or a character that moves a cursor. A backslash may write any other character. Names of
 * secret fields stand in quotes.
 */
const risky = new RegExp(
	`[^\\x20-\\x7e]|\\\\|eyJ|://|S[ACNOUX][A-Z2-7]{56}|"(?:${secretFieldNames.join('|')})"`,
	'i',
);

/** True where a payload, which is JSON, has to be parsed and redacted before it may be kept. Nearly all of them need not. */
export const isRisky = (payload: Uint8Array): boolean => {
	if (!isAscii(payload)) return true;
	const { buffer, byteOffset, byteLength } = payload;
	return risky.test(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'));
};
