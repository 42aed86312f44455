// A recorded archive, cut and changed at random: a sentence or what is left of it, never a fault and never a wait.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ArchiveError } from '../../source/archive/archive-error.ts';
import { openArchive } from '../../source/archive/open-archive.ts';
import { archivedProfiles, readArchived } from '../../source/archive/profiles.ts';
import { gatherServers } from '../../source/nats/gather-servers.ts';
import { type ServerService, serverSubject, subjects } from '../../source/nats/subjects.ts';
import { archivePath, written } from '../helpers/archives.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
const whole = readFileSync(archivePath('two-clusters'));
const services: readonly ServerService[] = [
	'CONNZ',
	'JSZ',
	'ROUTEZ',
	'GATEWAYZ',
	'LEAFZ',
	'HEALTHZ',
	'ACCOUNTZ',
];

/** Numbers below a limit, the same in each run. */
const numbers = (seed: number) => {
	let state = seed;
	return (below: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state % below;
	};
};

/** Asks for everything; gives the sentence where it cannot be opened. */
const readAll = async (bytes: Buffer): Promise<string | undefined> => {
	try {
		const { archive, servers, wire, events, close } = await openArchive(written(dir, bytes));
		await gatherServers(wire, { timeout: 1000 });
		await wire.gather(subjects.accountStatz, {}, { maxWait: 1000, onAnswer: () => undefined });
		for (const id of servers.keys())
			for (const service of services) await wire.ask(serverSubject(id, service), { streams: true });
		for (const profile of archivedProfiles(archive)) await readArchived(archive, profile);
		await events();
		close();
		return undefined;
	} catch (error) {
		if (error instanceof ArchiveError) return error.message;
		throw error;
	}
};

test('300 cuts of an archive are a sentence each', async () => {
	const next = numbers(7);
	for (let round = 0; round < 300; round++) {
		const sentence = await readAll(whole.subarray(0, next(whole.length)));
		expect(sentence).toMatch(/is no archive that can be opened: it is (no ZIP file|cut)/);
	}
});

test('300 flips of bits in an archive are a sentence, or a warning, and all else is read', async () => {
	const next = numbers(11);
	let opened = 0;
	for (let round = 0; round < 300; round++) {
		const bytes = Buffer.from(whole);
		// Half of them where the directory is, which is a fifth of the file.
		const at = round % 2 === 0 ? next(bytes.length) : bytes.length - 1 - next(20_000);
		bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
		const sentence = await readAll(bytes);
		if (sentence === undefined) opened++;
		else expect(sentence).toMatch(/^.* is no archive that can be opened: [^\n]+$/);
	}
	expect(opened).toBeGreaterThan(0);
});
