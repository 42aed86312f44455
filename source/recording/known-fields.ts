// The names of fields that servers use: any other name of a field may be one that a person has given.

const names = `
	_meta_ acc account account_detail account_details account_name account_statz accounts ack_floor
	ack_policy ack_wait active active_accounts active_servers addr allow allow_direct allow_msg_ttl
	allow_rollup_hdrs allowed_connection_types alternates api api_prefix applied approved_accounts aud
	auth_required auth_timeout authorization authorized_user avg_fanout bytes cache_hit_rate catching_up
	cfg cid client client_connections client_id client_ip client_type clients cluster cluster_name
	cluster_port cluster_size clusters code committed complete compress_ok compression config
	config_digest config_load_time configured conn connect_urls connection connections conns consumer
	consumer_count consumer_detail consumer_limits consumer_raft_groups consumer_seq consumers
	consumers_leader cores cpu created current data decoded_jwt default_max_consumers
	default_permissions deliver_policy deliver_subject delivered deny deny_delete deny_purge description
	did_solicit disabled discard disk_io_wait_stats disk_storage domain domain_name dropped
	duplicate_window durable_name each end error errors ever_had_leader exp expired expires exports
	ext_deliver external feature_flags filter_subject filter_subjects first_seq first_ts flags gateway
	gateways go gomaxprocs gomemlimit gwid ha_assets header headers host http_base_path http_host
	http_port http_req_stats https_port iat id idle imports in_bytes in_client_bytes in_client_msgs
	in_msgs in_progress inbound inbound_connections inbound_gateways inflight invalid ip ipq_apply_len
	ipq_entry_len ipq_proposal_len ipq_resp_len is_configured is_isolated is_spoke is_system iss
	issuer_key jetstream jetstream_enabled js_ack_fc_v2 js_api_reply_v2 js_raft_delete_range
	js_snapshot_sources jti jwt kind known lag lang last_active last_activity last_duration
	last_replicated_index last_seen last_seq last_time last_ts latency leader leader_since leader_wait
	leaf leafnode_connections leafnodes leafs level limit limits local_subject max max_ack_pending
	max_age max_bytes max_connections max_consumers max_control_line max_deliver max_fanout max_memory
	max_msg_size max_msgs max_msgs_per_subject max_payload max_pending max_storage max_wait_time
	max_waiting mem mem_storage memory messages meta meta_cluster metadata mirror mirror_direct
	monitoring_port mqtt mqtt_client mqtt_client_id msgs name name_tag nats new_quorum nkey no_ack now
	num_ack_pending num_cache num_connections num_deleted num_inserts num_leafnodes num_matches
	num_pending num_redelivered num_removes num_replicas num_subjects num_subscriptions num_waiting
	observer offline offset others out_bytes out_client_bytes out_client_msgs out_msgs outbound_gateways
	overrun pause_remaining paused payload peer peer_id peers pending pending_bytes pending_entries
	pending_infos pending_requests pending_size permissions pindex ping_interval ping_max pool_size port
	prev_quorum proto proxy proxy_key pterm pub publish push_bound qgroup quorum_needed raft_group
	reason received received_from_clients recvQ remote_id remote_name remotes replay_policy replicas
	request reserved_memory reserved_storage response response_type retention revocations revoked_user
	rid routes rtt sampling sealed sent sent_to_clients seq server server_id server_name share sid size
	slow_consumer_stats slow_consumers snapshot sources src stale_connection_stats stale_connections
	stalled stalled_clients stalls start state stats statsz status stop storage store_dir stream
	stream_detail stream_name stream_raft_group stream_seq streams streams_leader strict sub subject
	subjects sublist_stats subs subscribe subscriptions subscriptions_list_detail sync_interval
	system_account tags term tiered_limits time times timestamp tls_cert_not_after tls_cipher_suite
	tls_required tls_timeout tls_verify tls_version to token_req total total_connections total_conns
	total_subs tracking traffic_account trusted_operators_claim trusted_operators_jwt ts type
	update_time uptime urls user user_name ver version voted_for wait_time waiters waits wal wal_error
	websocket wildcards write_deadline
`;

/** Every name of a field that is the same in all systems. */
export const knownFields: ReadonlySet<string> = new Set(names.trim().split(/\s+/));
