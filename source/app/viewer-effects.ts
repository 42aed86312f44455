// Opens profiles in the viewer, and carries out what its keys want done outside of it.

import { basename } from 'node:path';
import type { ViewerStore } from '../hooks/viewer-store.ts';
import { fileNamePart } from '../model/action.ts';
import { whyIncomparable } from '../model/profile/join.ts';
import { clean } from '../system/clean.ts';
import { clipboardSequence } from '../system/clipboard.ts';
import { writeExport } from '../system/export-file.ts';
import { mostSummed, namedIn, profilesBeside } from '../system/profile-folder.ts';
import { pressViewer, type ViewerEffect } from '../ui/profile/viewer-keys.ts';
import type { ScreenSize } from '../ui/profile/viewer-layout.ts';
import { openViewer, type ReadProfile, showing, summed } from '../ui/profile/viewer-state.ts';

export type ViewerOutside = {
	store: ViewerStore;
	/** Folder that exports go to. */
	directory: string;
	copies: boolean;
	writeRaw: (sequence: string) => void;
	quit: () => void;
	/** Ends the viewer; the whole program where it has nothing else. */
	close: () => void;
	suspend: () => void;
	repaint: () => void;
};

/** A profile from its file, named by what natstop wrote into the name of the file; or a sentence. */
export const readNamed = async (path: string): Promise<ReadProfile | string> => {
	// The decoder is not loaded before a profile is read.
	const { readProfile } = await import('../system/profile-file.ts');
	const read = await readProfile(path);
	if ('sentence' in read) return read.sentence;
	const { kind, server } = namedIn(path);
	return {
		profile: read.profile,
		name: clean(server ?? basename(path)),
		path,
		...(kind !== undefined && { kind }),
	};
};

const say = (store: ViewerStore, said: string): void =>
	store.change((state) => ({ ...state, said: clean(said) }));

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const findBases = async ({ store }: ViewerOutside): Promise<void> => {
	const path = store.get()?.read.path;
	const files = path === undefined ? [] : await profilesBeside(path);
	if (files.length === 0)
		say(store, 'no other profile of the kind in its folder; natstop profile FILE --diff-base FILE takes any');
	else store.change((state) => ({ ...state, choice: { of: 'base', rows: files, cursor: 0 } }));
};

const readBase = async ({ store }: ViewerOutside, path: string): Promise<void> => {
	const base = await readNamed(path);
	const state = store.get();
	if (state === undefined) return;
	if (typeof base === 'string') return say(store, base);
	const reason = whyIncomparable(state.read.profile, base.profile);
	if (reason !== undefined) return say(store, `it does not compare: ${reason}`);
	store.set(showing(state, { base, label: state.label }));
};

const carryOut = async (outside: ViewerOutside, effect: ViewerEffect): Promise<void> => {
	const { store } = outside;
	switch (effect.do) {
		case 'close':
			return outside.close();
		case 'quit':
			return outside.quit();
		case 'suspend':
			return outside.suspend();
		case 'repaint':
			return outside.repaint();
		case 'copy':
			if (!outside.copies) return say(store, 'copying is off: --clipboard none');
			outside.writeRaw(clipboardSequence(effect.text));
			return say(store, `copied ${effect.text}`);
		case 'export': {
			const name = store.get()?.read.name ?? 'profile';
			const text = `${effect.lines.join('\n')}\n`;
			const wanted = { name: `${fileNamePart(name, '')}-folded`, ending: 'txt', text } as const;
			return say(store, `written to ${await writeExport(outside.directory, wanted)}`);
		}
		case 'find-bases':
			return findBases(outside);
		case 'read-base':
			return readBase(outside, effect.path);
	}
};

/** Applies a key to the open viewer. What fails outside is told at the bottom of it. */
export const pressInViewer = (outside: ViewerOutside, key: string, size: ScreenSize): void => {
	const before = outside.store.get();
	if (before === undefined) return;
	const { state, effect } = pressViewer(before, key, size);
	outside.store.set(state);
	if (effect !== undefined)
		carryOut(outside, effect).catch((error: unknown) => say(outside.store, why(error)));
};

/**
 * Opens profiles from their files, several as their sum; gives a sentence where none can be read. Some that cannot, or
 * that do not go with the first, are told in the viewer.
 */
export const openInViewer = async (
	store: ViewerStore,
	paths: readonly string[],
): Promise<string | undefined> => {
	const parts: ReadProfile[] = [];
	const wrong: string[] = [];
	for (const path of paths.slice(0, mostSummed)) {
		const read = await readNamed(path);
		if (typeof read === 'string') {
			wrong.push(read);
			continue;
		}
		const [first] = parts;
		const why = first && whyIncomparable(first.profile, read.profile);
		if (why === undefined) parts.push(read);
		else wrong.push(`${read.name} is left out: ${why}`);
	}
	if (paths.length > mostSummed) wrong.push(`${paths.length - mostSummed} more are left out`);
	const [said] = wrong;
	if (parts.length === 0) return said;
	store.set({ ...openViewer(summed(parts)), ...(said !== undefined && { said: clean(said) }) });
	return undefined;
};
