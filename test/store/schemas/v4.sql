CREATE TABLE whence_schema (version integer not null);
CREATE TABLE answer (
      guild_id text not null, answer_id text not null, version integer not null,
      constraint answer_key primary key (guild_id, answer_id)
    );
CREATE TABLE answer_version (
      guild_id text not null, answer_id text not null, version integer not null, kind text not null, content text,
      editor_id text not null, editor_name text not null, at bigint not null,
      constraint answer_version_key primary key (guild_id, answer_id, version)
    );
CREATE TABLE guild_settings (guild_id text primary key, settings text not null);
CREATE TABLE answer_draft (
      id text primary key, guild_id text not null, editor_id text not null, answer_id text not null,
      expected_version integer not null, kind text not null, content text, at bigint not null
    );
CREATE TABLE answer_use (
      guild_id text not null, answer_id text not null, count bigint not null, last_at bigint not null,
      constraint answer_use_key primary key (guild_id, answer_id)
    );
CREATE TABLE revision (revision bigint not null);
CREATE TABLE guild_change (guild_id text primary key, revision bigint not null);
CREATE INDEX guild_change_revision on guild_change (revision);
CREATE TABLE guild_membership (
      guild_id text not null, bot_id text not null, left_at bigint,
      constraint guild_membership_key primary key (guild_id, bot_id)
    );
CREATE TABLE given_reply (
      question_id text primary key, reply_id text not null, channel_id text not null, guild_id text,
      asker_id text not null, answer_id text, digest text, is_dismissed integer not null, at bigint not null
    , for_user_id text);
CREATE INDEX given_reply_id on given_reply (reply_id);
CREATE INDEX given_reply_guild on given_reply (guild_id, at);
CREATE TABLE kept_question (
      guild_id text not null, id text not null, kind text not null, text text not null, note text not null,
      person text not null, answer_id text, at bigint not null, hidden_until bigint not null,
      constraint kept_question_key primary key (guild_id, id)
    );
CREATE INDEX kept_question_person on kept_question (guild_id, person);
CREATE TABLE vote (
      guild_id text not null, reply_id text not null, person text not null, answer_id text not null,
      verdict text not null, at bigint not null,
      constraint vote_key primary key (guild_id, reply_id, person)
    );
CREATE TABLE day_count (
      guild_id text not null, day text not null, outcome text not null, count bigint not null,
      constraint day_count_key primary key (guild_id, day, outcome)
    );
CREATE TABLE taught_version (
      guild_id text not null, answer_id text not null, version integer not null, questions text not null,
      not_this text not null, editor_id text not null, editor_name text not null, at bigint not null,
      constraint taught_version_key primary key (guild_id, answer_id, version)
    );
CREATE TABLE person_key (guild_id text primary key, key text not null);
insert into whence_schema (version) values (4);
insert into answer (guild_id, answer_id, version) values ('80351110224678912', 'rules', 2);
insert into answer (guild_id, answer_id, version) values ('80351110224678912', 'events', 2);
insert into answer (guild_id, answer_id, version) values ('80351110224678999', 'parking', 1);
insert into answer_version (guild_id, answer_id, version, kind, content, editor_id, editor_name, at) values ('80351110224678912', 'rules', 1, 'add', '{"title":"rules","questions":["what about rules"],"body":"About \"rules\" 🤖, it''s here.","sources":["https://example.com/"],"reviewBy":"2027-01-31"}', '11', 'Ada', 1795176000000);
insert into answer_version (guild_id, answer_id, version, kind, content, editor_id, editor_name, at) values ('80351110224678912', 'events', 1, 'add', '{"title":"events","questions":["what about events"],"body":"About \"events\" 🤖, it''s here.","sources":["https://example.com/"],"reviewBy":"2027-01-31"}', '11', 'Ada', 1795176000000);
insert into answer_version (guild_id, answer_id, version, kind, content, editor_id, editor_name, at) values ('80351110224678912', 'rules', 2, 'edit', '{"title":"new rules","questions":["what about new rules"],"body":"About \"new rules\" 🤖, it''s here.","sources":["https://example.com/"],"reviewBy":"2027-01-31"}', '11', 'Ada', 1795176000000);
insert into answer_version (guild_id, answer_id, version, kind, content, editor_id, editor_name, at) values ('80351110224678912', 'events', 2, 'remove', null, '11', 'Ada', 1795176000000);
insert into answer_version (guild_id, answer_id, version, kind, content, editor_id, editor_name, at) values ('80351110224678999', 'parking', 1, 'add', '{"title":"parking","questions":["what about parking"],"body":"About \"parking\" 🤖, it''s here.","sources":["https://example.com/"],"reviewBy":"2027-01-31"}', '11', 'Ada', 1795176000000);
insert into guild_settings (guild_id, settings) values ('80351110224678912', '{"editorRoleIds":["5"],"logChannelId":"6","defaultMode":"mentioned","channelModes":{},"quietHours":null,"limits":{"perPerson":3,"perChannel":6,"minutes":5,"repeatMinutes":10}}');
insert into answer_draft (id, guild_id, editor_id, answer_id, expected_version, kind, content, at) values ('draft-1', '80351110224678912', '11', 'draft', 0, 'add', '{"title":"draft","questions":["what about draft"],"body":"About \"draft\" 🤖, it''s here.","sources":["https://example.com/"],"reviewBy":"2027-01-31"}', 1795176000000);
insert into answer_use (guild_id, answer_id, count, last_at) values ('80351110224678912', 'rules', 4000000000, 1795176000000);
insert into revision (revision) values (7);
insert into guild_change (guild_id, revision) values ('80351110224678912', 6);
insert into guild_change (guild_id, revision) values ('80351110224678999', 4);
insert into guild_membership (guild_id, bot_id, left_at) values ('80351110224678912', '9', null);
insert into guild_membership (guild_id, bot_id, left_at) values ('80351110224678999', '9', 1795176000000);
insert into given_reply (question_id, reply_id, channel_id, guild_id, asker_id, answer_id, digest, is_dismissed, at) values ('100', '101', '7', '80351110224678912', '12', 'rules', 'd', 0, 1795176000000);
insert into given_reply (question_id, reply_id, channel_id, guild_id, asker_id, answer_id, digest, is_dismissed, at, for_user_id) values ('102', '103', '7', '80351110224678912', '12', 'rules', 'd', 0, 1795176000000, '13');
insert into kept_question (guild_id, id, kind, text, note, person, answer_id, at, hidden_until) values ('80351110224678912', '104', 'passed', 'who made this?', '', 'hash', null, 1795176000000, 0);
insert into vote (guild_id, reply_id, person, answer_id, verdict, at) values ('80351110224678912', '101', 'hash', 'rules', 'solved', 1795176000000);
insert into day_count (guild_id, day, outcome, count) values ('80351110224678912', '2026-11-20', 'answered', 2);
insert into taught_version (guild_id, answer_id, version, questions, not_this, editor_id, editor_name, at) values ('80351110224678912', 'rules', 1, '["house rules"]', '[]', '11', 'Ada', 1795176000000);
insert into person_key (guild_id, key) values ('80351110224678912', 'a2V5');
