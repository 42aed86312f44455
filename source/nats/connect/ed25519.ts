// What nkeys needs of tweetnacl, by the signatures that the runtime has built in; the build puts it in between.

import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';

type KeyPair = { publicKey: Uint8Array; secretKey: Uint8Array };

/** The part of tweetnacl that nkeys uses for its pairs of keys. */
export type Nacl = {
	randomBytes: (size: number) => Uint8Array;
	sign: {
		keyPair: { fromSeed: (seed: Uint8Array) => KeyPair };
		detached: {
			(message: Uint8Array, secretKey: Uint8Array): Uint8Array;
			verify: (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean;
		};
	};
};

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');
const keySize = 32;

const privateKey = (seed: Uint8Array): KeyObject =>
	createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });

const publicKey = (bytes: Uint8Array): KeyObject =>
	createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' });

const fromSeed = (seed: Uint8Array): KeyPair => {
	const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
	const bytes = new Uint8Array(spki.subarray(-keySize));
	return { publicKey: bytes, secretKey: Uint8Array.of(...seed, ...bytes) };
};

/**
 * The same as `slow`, which is tweetnacl, ten times as fast. What the runtime refuses `slow` does: a runtime in FIPS mode
 * may know no Ed25519, and what is wrong with a key is tweetnacl's to say.
 */
export const quickEd25519 = (slow: () => Nacl): Nacl => {
	const or = <T>(quick: () => T, otherwise: (nacl: Nacl) => T): T => {
		try {
			return quick();
		} catch {
			return otherwise(slow());
		}
	};
	const detached = (message: Uint8Array, secretKey: Uint8Array): Uint8Array =>
		or(
			() => new Uint8Array(sign(null, message, privateKey(secretKey.subarray(0, keySize)))),
			(nacl) => nacl.sign.detached(message, secretKey),
		);
	detached.verify = (message: Uint8Array, signature: Uint8Array, bytes: Uint8Array): boolean =>
		or(
			() => verify(null, message, publicKey(bytes), signature),
			(nacl) => nacl.sign.detached.verify(message, signature, bytes),
		);
	return {
		randomBytes: (size) => new Uint8Array(randomBytes(size)),
		sign: {
			keyPair: {
				fromSeed: (seed) =>
					or(
						() => fromSeed(seed),
						(nacl) => nacl.sign.keyPair.fromSeed(seed),
					),
			},
			detached,
		},
	};
};
