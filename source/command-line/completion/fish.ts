// Writes the completions for fish.

import { commandWords, type FlagWords, flagWords, spellings, type Values, valuesByCommand } from './words.ts';

/** Text in single quotes, where fish lets a backslash escape only a backslash and a quote. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const offer = (values: Values): string => {
	if (values === 'text') return '-x';
	if (values === 'files') return '-r -F';
	if (values === 'folders') return `-x -a '(__fish_complete_directories)'`;
	if (values === 'contexts') return `-x -a '(__natstop_contexts)'`;
	return `-x -a ${quoted(values.join(' '))}`;
};

/** A line for each set of values; a switch has one line. */
const flagLines = (flag: FlagWords): string[] => {
	const sets = flag.values === undefined ? [[undefined, flag.commands] as const] : valuesByCommand(flag);
	return sets.map(([values, owners]) =>
		[
			`complete -c natstop -n ${quoted(`__natstop_in ${owners.join(' ')}`)}`,
			...(flag.short === undefined ? [] : [`-s ${flag.short.slice(1)}`]),
			...flag.long.map((name) => `-l ${name.slice(2)}`),
			...(values === undefined ? [] : [offer(values)]),
			`-d ${quoted(flag.help)}`,
		].join(' '),
	);
};

const commandLines = (): string[] =>
	commandWords.map(
		({ name, help }) => `complete -c natstop -n '__natstop_in monitor' -a ${name} -d ${quoted(help)}`,
	);

const argumentLines = (): string[] =>
	commandWords.flatMap(({ name, arguments: wanted, repeats }) =>
		wanted.flatMap((values, index) => {
			const place = repeats && index > 0 ? '__natstop_from' : '__natstop_at';
			return values === 'text' ? [] : [`complete -c natstop -n '${place} ${name} ${index}' ${offer(values)}`];
		}),
	);

const taking = flagWords.filter(({ values }) => values !== undefined).flatMap(spellings);

/** The script, for `source` or a file natstop.fish in ~/.config/fish/completions. */
export const fishScript = (): string =>
	`# fish completion for natstop, written by: natstop completion fish

function __natstop_contexts
	set -l folder ~/.config
	set -q XDG_CONFIG_HOME; and set folder $XDG_CONFIG_HOME
	for file in $folder/nats/context/*.json
		string replace -r '.*/(.*)\\.json$' '$1' -- $file
	end
end

# The command and its arguments so far; monitor where there is no command.
function __natstop_words
	set -l found
	set -l value no
	for word in (commandline -opc)[2..-1]
		if test $value = yes
			set value no
		else if contains -- $word ${taking.join(' ')}
			set value yes
		else if not string match -q -- '-*' $word
			set -a found $word
		end
	end
	set -q found[1]; or set found monitor
	printf '%s\\n' $found
end

function __natstop_in
	contains -- (__natstop_words)[1] $argv
end

function __natstop_at
	set -l words (__natstop_words)
	test "$words[1]" = $argv[1] -a (count $words) -eq (math $argv[2] + 1)
end

function __natstop_from
	set -l words (__natstop_words)
	test "$words[1]" = $argv[1] -a (count $words) -gt $argv[2]
end

complete -c natstop -f
${[...commandLines(), ...argumentLines(), ...flagWords.flatMap(flagLines)].join('\n')}`;
