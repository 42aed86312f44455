// What account mode may send: the one list of subjects, and the permissions of our user.

import { describe, expect, test } from 'vitest';
import { doOverlap, isCoveredBy } from '../../../source/model/subject-match.ts';
import { mayAsk } from '../../../source/nats/account/may-ask.ts';
import {
	accountPublishes,
	mayPublishInAccount,
	maySubscribeInAccount,
} from '../../../source/nats/account-subjects.ts';
import { neededPermissions } from '../../../source/nats/permissions-of.ts';

test.each([
	['a.b', 'a.b', true],
	['a.b', 'a.*', true],
	['a.b.c', 'a.*', false],
	['a.b.c', 'a.>', true],
	['a', 'a.>', false],
	['a.*', 'a.>', true],
	['a.>', 'a.*', false],
	['a.*', 'a.b', false],
	['>', '>', true],
])('%s is covered by %s: %s', (subject, pattern, expected) => {
	expect(isCoveredBy(subject, pattern)).toBe(expected);
});

test.each([
	['a.*', '*.b', true],
	['a.>', 'a.b.c', true],
	['a.b', 'a.b.c', false],
	['a.*.c', 'a.b.d', false],
])('%s and %s have a subject in common: %s', (a, b, expected) => {
	expect(doOverlap(a, b)).toBe(expected);
});

describe('the permissions of a user', () => {
	const rules = { publish: { allow: ['$JS.API.>', '$SRV.PING'], deny: ['$JS.API.STREAM.DELETE.*'] } };

	test('allow what their list covers and their exceptions do not', () => {
		expect(mayAsk(rules, '$JS.API.INFO')).toBe(true);
		expect(mayAsk(rules, '$JS.API.STREAM.DELETE.ORDERS')).toBe(false);
		expect(mayAsk(rules, '$SRV.STATS')).toBe(false);
	});

	test('forbid nothing where they are not known, or say nothing of subscriptions', () => {
		expect(mayAsk(undefined, '$SRV.STATS')).toBe(true);
		expect(mayAsk(rules, '_INBOX.>', 'subscribe')).toBe(true);
	});

	test('forbid everything with an empty list', () => {
		expect(mayAsk({ publish: { allow: [] } }, '$SRV.PING')).toBe(false);
	});

	test('name a queue group behind a subject', () => {
		expect(mayAsk({ subscribe: { allow: ['orders.* workers'] } }, 'orders.new', 'subscribe')).toBe(true);
	});
});

test.each([
	'$JS.API.STREAM.CREATE.X',
	'$JS.API.STREAM.DELETE.X',
	'$JS.API.STREAM.PURGE.X',
	'$JS.API.CONSUMER.CREATE.X.y',
	'$JS.API.CONSUMER.MSG.NEXT.X.y',
	'$JS.API.CONSUMER.DELETE.X.y',
	'$JS.API.STREAM.LEADER.STEPDOWN.X',
	'$JS.ACK.X.y.1.2.3.4.5',
	'$KV.config.key',
	'$O.images.C.x',
	'$SYS.REQ.SERVER.NABC.RELOAD',
	'$SYS.REQ.SERVER.PING.VARZ',
	'orders.new',
])('%s, which changes or reads what is not ours to touch, is never published in account mode', (subject) => {
	expect(mayPublishInAccount(subject)).toBe(false);
});

test('JetStream of another domain is asked on the same subjects under its prefix', () => {
	expect(mayPublishInAccount('$JS.hub.API.STREAM.LIST')).toBe(true);
	expect(mayPublishInAccount('$JS.hub.API.STREAM.DELETE.X')).toBe(false);
});

test.each(['>', '$JS.EVENT.ADVISORY.>', '$JS.EVENT.ADVISORY.API', 'orders.>', '$SYS.>'])(
	'%s is never subscribed to in account mode unless somebody asks for it',
	(subject) => {
		expect(maySubscribeInAccount(subject)).toBe(false);
	},
);

test('what natstop permissions account allows is on the list of what is ever published', () => {
	for (const subject of neededPermissions.account.publish) expect(accountPublishes).toContain(subject);
	expect(neededPermissions.account.publish.some((subject) => subject.includes('.GET.'))).toBe(false);
});
