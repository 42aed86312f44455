// Buckets of values and object stores: streams by the names that client libraries give them.

import type { Stream } from './stream.ts';

/** How names of their streams begin. */
const [bucketPrefix, storePrefix] = ['KV_', 'OBJ_'];

/** Whether a stream holds the values of a bucket: by its name, and as it keeps so many of each subject. */
export const isBucket = ({
	stream,
	config,
	noAnswer,
}: Pick<Stream, 'stream' | 'config' | 'noAnswer'>): boolean =>
	stream.startsWith(bucketPrefix) &&
	// How one that never answered keeps its messages is not known.
	(config === undefined ? noAnswer !== undefined : (config.maxPerSubject ?? 0) >= 1);

/** Whether a stream holds the objects of a store. */
export const isStore = ({ stream }: Pick<Stream, 'stream'>): boolean => stream.startsWith(storePrefix);

/** The name of a bucket, or of an object store. */
export const plainName = ({ stream }: Pick<Stream, 'stream'>): string =>
	stream.startsWith(bucketPrefix)
		? stream.slice(bucketPrefix.length)
		: stream.startsWith(storePrefix)
			? stream.slice(storePrefix.length)
			: stream;

/** The subjects of the keys of a bucket. */
export const keysFilter = (bucket: string): string => `$KV.${bucket}.>`;

/** The subjects of the objects of a store: each has the name of one in base64. */
export const objectsFilter = (store: string): string => `$O.${store}.M.>`;
