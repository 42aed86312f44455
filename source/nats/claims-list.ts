// The accounts that a full resolver has claims of, those that no server has loaded among them.

import type { Fields } from './read.ts';
import type { Result } from './requests.ts';
import { subjects } from './subjects.ts';
import type { Wire } from './wire.ts';

const accountKey = /^A[A-Z2-7]{55}$/;

/** Accounts that are read of a list. */
const mostAccounts = 20_000;

const longestList = 4 * 1024 * 1024;

/** The keys in an answer; nothing where it holds no list. */
export const readClaimsList = (answer: Fields): readonly string[] | undefined => {
	const { data } = answer;
	if (!Array.isArray(data)) return undefined;
	const keys = data
		.slice(0, mostAccounts)
		.filter((key): key is string => typeof key === 'string' && accountKey.test(key));
	return [...new Set(keys)];
};

/** Asks for them: no responders where no server has a full resolver. */
export const askClaimsList = async (wire: Wire, timeout: number): Promise<Result<readonly string[]>> => {
	const isMeant = (fields: Fields): boolean => readClaimsList(fields) !== undefined;
	const options = { timeout, longest: longestList, isMeant };
	const result = await wire.ask(subjects.claimsList, undefined, options);
	if (!result.ok) return result;
	const keys = readClaimsList(result.value.fields);
	return keys === undefined ? { ok: false, failure: { kind: 'broken' } } : { ok: true, value: keys };
};
