-- The words of what is asked for, by which whoever handles a request finds earlier ones like it. Not in the search index:
-- what people ask for can name people, and only who reads the unit's requests may find it.
create table requests.wanted_words (
  case_id bigint primary key references requests.request,
  words   tsvector not null
);
create index wanted_words_words on requests.wanted_words using gin (words);
