// Tells the texts that a server gives at level 1 and 2 from profiles.

/** How such texts begin: with the kind at level 1, with a goroutine at level 2. */
const beginnings =
	/^(goroutine \d+ \[|(goroutine|heap|threadcreate|allocs|block|mutex) profile:|--- (mutex|contention|heapz?|block):)/;

/** True for a text of level 1 or 2, by its first bytes. */
export const isTextProfile = (bytes: Uint8Array): boolean => {
	const start = String.fromCharCode(...bytes.subarray(0, 64));
	return beginnings.test(start);
};
