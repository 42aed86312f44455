// `natstop permissions`: what a user needs to be allowed, as configuration of nats-server and as a command of nsc.

import {
	accountOfUser,
	type NeededPermissions,
	neededPermissions,
	type PermissionsOf,
} from '../nats/permissions-of.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';

const users = Object.keys(neededPermissions) as PermissionsOf[];

/** The name of the user in the examples. */
const nameOf: Readonly<Record<PermissionsOf, string>> = { watch: 'watch', act: 'act', account: 'look' };

const list = (name: string, subjects: readonly string[]): string[] => [
	`      ${name}: [`,
	...subjects.map((subject) => `        "${subject}"`),
	'      ]',
];

const configuration = (of: PermissionsOf, { publish, deny, subscribe }: NeededPermissions): string[] => [
	`# a user of account ${accountOfUser[of]}, in the configuration of nats-server`,
	'{',
	`  user: ${nameOf[of]}, password: "change-me"`,
	'  permissions: {',
	'    publish: {',
	...list('allow', publish),
	...(deny === undefined ? [] : list('deny', deny)),
	'    }',
	'    subscribe: {',
	...list('allow', subscribe),
	'    }',
	'  }',
	'}',
];

/** Subjects on a line of the nsc command. */
const aLine = 4;

const flags = (flag: string, subjects: readonly string[] = []): string[] => {
	const lines: string[] = [];
	for (let at = 0; at < subjects.length; at += aLine)
		lines.push(`  ${flag} '${subjects.slice(at, at + aLine).join(',')}'`);
	return lines;
};

const nsc = (of: PermissionsOf, { publish, deny, subscribe }: NeededPermissions): string => {
	const [account, name] = [accountOfUser[of], nameOf[of]];
	const lines = [
		`nsc add user --account ${account} --name ${name}`,
		...flags('--allow-pub', publish),
		...flags('--deny-pub', deny),
		...flags('--allow-sub', subscribe),
	];
	return ['# the same with nsc', lines.join(' \\\n')].join('\n');
};

/** What has to be said beside the lists. */
const notes: Partial<Record<PermissionsOf, string>> = {
	account:
		'# start natstop with --inbox-prefix _INBOX_natstop: with _INBOX.> a user reads the replies to others',
};

/** The permissions of one user. */
export const permissionsText = (of: PermissionsOf): string => {
	const needed: NeededPermissions = neededPermissions[of];
	const note = notes[of];
	const lines = [...(note === undefined ? [] : [note]), ...configuration(of, needed), '', nsc(of, needed)];
	return lines.join('\n');
};

/** Prints the permissions of all users, or of one; 2 where there is no such user. */
export const permissionsCommand = ([wanted]: readonly string[], output: Output): ExitCode => {
	const one = users.find((user) => user === wanted);
	if (wanted !== undefined && one === undefined) {
		output.complain(`${JSON.stringify(wanted)} is none of ${users.join(', ')}`);
		return exitCodes.usage;
	}
	const texts = (one === undefined ? users : [one]).map(permissionsText);
	output.print(texts.join('\n\n'));
	return exitCodes.fine;
};
