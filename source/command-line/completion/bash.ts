// Writes the completions for bash, from version 3.2 of macOS on; they need no other package.

import type { Command } from '../../config/command-table.ts';
import {
	commandWords,
	type FlagWords,
	flagsWith,
	flagWords,
	quoted,
	spellings,
	type Values,
	valuesByCommand,
} from './words.ts';

/** The line of the script that offers values; undefined for free text. */
const offer = (values: Values): string => {
	if (values === 'text') return ':';
	if (values === 'files') return '_natstop_paths -f';
	if (values === 'folders') return '_natstop_paths -d';
	const words = values === 'contexts' ? '"$(_natstop_contexts)"' : quoted(values.join(' '));
	return `COMPREPLY=($(compgen -W ${words} -- "$cur"))`;
};

/** The words that are offered for the value of a flag; every list has its own sort keys. */
const offerFor = (flag: FlagWords): string => {
	const all = valuesByCommand(flag);
	const [[first] = ['text' as const]] = all;
	if (all.length === 1) return offer(first);
	const cases = all.map(([values, owners]) => `\t\t\t${owners.join('|')}) ${offer(values)} ;;`);
	return ['case $command in', ...cases, '\t\t\tesac'].join('\n');
};

const valueCases = (): string[] =>
	flagWords.flatMap((flag) =>
		flag.values === undefined ? [] : [`\t\t${spellings(flag).join('|')}) ${offerFor(flag)} ;;`],
	);

const argumentCases = (): string[] =>
	commandWords.flatMap(({ name, arguments: wanted, repeats }) =>
		wanted.map((values, index) => {
			const place = repeats && index > 0 ? '*' : String(index);
			return `\t\t${name}:${place}) ${offer(values)} ;;`;
		}),
	);

const flagCases = (): string[] =>
	['monitor', ...commandWords.map(({ name }) => name)].map((name: Command) => {
		const words = flagsWith(name).flatMap(spellings).join(' ');
		return `\t\t${name}) words=${quoted(words)} ;;`;
	});

const taking = flagWords.filter(({ values }) => values !== undefined).flatMap(spellings);

/** The script, for `source <(natstop completion bash)` or a file in a folder that bash-completion reads. */
export const bashScript = (): string =>
	`# bash completion for natstop, written by: natstop completion bash

_natstop_contexts() {
	local file
	for file in "\${XDG_CONFIG_HOME:-$HOME/.config}"/nats/context/*.json; do
		[ -e "$file" ] || continue
		file=\${file##*/}
		printf '%s\\n' "\${file%.json}"
	done
}

_natstop_paths() {
	local IFS=$'\\n'
	compopt -o filenames 2>/dev/null
	COMPREPLY=($(compgen "$1" -- "$cur"))
}

_natstop() {
	local cur=\${COMP_WORDS[COMP_CWORD]} command=monitor flag= words= count=0 word i
	COMPREPLY=()
	# bash splits --flag=value into three words.
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=\${COMP_WORDS[i]}
		case $word in
		=) continue ;;
		${taking.join('|')}) flag=$word ;;
		-*) flag= ;;
		*)
			if [ -n "$flag" ]; then
				# The value of the flag before it; one that goes on after a colon comes in pieces.
				[ "\${COMP_WORDS[i + 1]}" = : ] || [ "$word" = : ] || flag=
			elif [ "$command" = monitor ]; then
				command=$word
			else
				count=$((count + 1))
			fi
			;;
		esac
	done
	[ "$cur" = = ] && cur=

	if [ -n "$flag" ]; then
		case $flag in
${valueCases().join('\n')}
		esac
		return
	fi
	case $cur in
	-*)
		case $command in
${flagCases().join('\n')}
		esac
		COMPREPLY=($(compgen -W "$words" -- "$cur"))
		return
		;;
	esac
	if [ "$command" = monitor ]; then
		COMPREPLY=($(compgen -W ${quoted(commandWords.map(({ name }) => name).join(' '))} -- "$cur"))
		return
	fi
	case $command:$count in
${argumentCases().join('\n')}
	esac
}

complete -F _natstop natstop`;
