// The built-in signatures stand in for tweetnacl's: they have to be the same, and to give way to it.

import { createUser } from '@nats-io/nkeys';
import { expect, test } from 'vitest';
import { type Nacl, quickEd25519 } from '../../../source/nats/connect/ed25519.ts';

const message = new TextEncoder().encode('a nonce');

const slow = (): never => {
	throw new Error('tweetnacl was asked');
};

const fromBase32 = (text: string): Uint8Array => {
	const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = Array.from(text, (one) => digits.indexOf(one).toString(2).padStart(5, '0')).join('');
	return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
};

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

test('keys and signatures are those of RFC 8032', () => {
	const nacl = quickEd25519(slow);
	const { publicKey, secretKey } = nacl.sign.keyPair.fromSeed(
		hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
	);
	expect(publicKey).toEqual(hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'));
	const signature = nacl.sign.detached(hex('72'), secretKey);
	expect(signature).toEqual(
		hex(
			'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
				'085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
		),
	);
	expect(nacl.sign.detached.verify(hex('72'), signature, publicKey)).toBe(true);
	expect(nacl.sign.detached.verify(hex('73'), signature, publicKey)).toBe(false);
});

test('a user that nkeys made signs as nkeys does', () => {
	const user = createUser();
	// Two bytes of prefix, 32 of seed, two of checksum, in base32.
	const seed = fromBase32(new TextDecoder().decode(user.getSeed())).subarray(2, 34);
	const nacl = quickEd25519(slow);
	const signature = nacl.sign.detached(message, nacl.sign.keyPair.fromSeed(seed).secretKey);
	expect(signature).toEqual(user.sign(message));
});

test('what the runtime refuses is for tweetnacl to do', () => {
	const theirs = new Uint8Array([1]);
	const verify = (): boolean => true;
	const nacl = quickEd25519(
		(): Nacl => ({
			randomBytes: slow,
			sign: {
				keyPair: { fromSeed: () => ({ publicKey: theirs, secretKey: theirs }) },
				detached: Object.assign(() => theirs, { verify }),
			},
		}),
	);
	const short = new Uint8Array(3);
	expect(nacl.sign.keyPair.fromSeed(short).publicKey).toBe(theirs);
	expect(nacl.sign.detached(message, short)).toBe(theirs);
	expect(nacl.sign.detached.verify(message, new Uint8Array(64), short)).toBe(true);
});
