// The words of sentences and of enumerations, those of servers and of natstop: none of them is a name in there.

const words = `
	a about accept account accounts accountz ack acknowledged actions active actor address advisory
	after again agent all allow allowed already also an and answer answered answers any api api_audit
	app are as ask asked asking async at auth authentication authorization available away back bad be
	because been before began begun behind believes below better between big bind both broken busy but
	by by_start_sequence by_start_time bytes c call came can cannot catching caught change changed
	channel check checks claim claims clean client client_connect client_disconnect clients clock close
	closed closing cluster clusters code commit committed config configuration configured conflict
	connect connected connecting connection connections connz consumer consumer_action consumers control
	could cpu create create_stream created credentials crit critical csharp current cut data dead
	deadline deadlock debug delete deleted denied deno deny detail did different differs direct disabled
	disconnect disconnected disk does domain down drained dropped duck duplicate during each elected
	else empty end ended ends enough err error errors every everybody evicted exceeded expired expires
	explicit external failed failing failure false few file fine first for forbidden from full gateway
	gateways gatewayz get gives go gone good group groups had half handshake has have header healthy
	healthz heard heartbeat high host hour hours how hung id idle idz if in inbound info instance
	instant instead interest interest_policy internal into invalid io ipqueuesz is it its java
	javascript jetstream js jsz jwt keep kept key kick kicked kind know known lag lame large last
	last_per_subject late latest ldm lead leader leader_elected leaders leaf leafnode leafnodes leafz
	learned left less level license life limit limits line link list listen live log login long longer
	lost low maintain manager many max maximum may member members memory message messages meta minimum
	minute minutes misses missing mode more most move moved mqtt ms must name named names nats near need
	needs new next nkey no nobody node nodejs nodes none normal not nothing now number of off offline ok
	old on once one only open operator or original other others our out outbound over own parse part
	password payload peer peers pending percent permission permissions permitted ping pings point pool
	port ports process profile protocol proxy publish publisher pull push python quorum quorum_lost raft
	raftz rate rates reached read reading ready reason reconnect reconnected reconnecting refused reload
	reloaded reloads remote removed replica replicas replied reply report req request requests required
	requires resource responders response restart restarted retention revoked role rolled round route
	router routes routez rtt ruby running rust s2 same saw says second seconds secure seen self sent
	server servers set severity share she show shut shutdown silent since size sleeping slow snapshot so
	some source split stale stalled standby start started starts state statsz status statz still stop
	stopped storage store stream stream_action streams strict sub subject subjects subscribe
	subscription subscriptions subsz such swift system take taken takes than that the them then there
	they this time timeout timer times tls to token told too took total trailing tries true trusted try
	turned two type unauthorized under unknown unreachable until up update updated usage use used user
	users v1 varz version violation wait waiting waits want wants warn warning was websocket were what
	when where which while who whose wildcard will with without work workqueue works would write wrong
	yet you zero zig
`;

const all: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

/** True for a word of a sentence, whatever its case; of words that are joined all are looked at. */
export const isPlainWord = (word: string): boolean =>
	all.has(word.toLowerCase()) ||
	word
		.toLowerCase()
		.split(/[-_']/)
		.every((part) => part === 's' || all.has(part));
