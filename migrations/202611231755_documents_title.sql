-- Documents are cited by their titles: 《…》 in a text is looked up.
create index version_by_title on documents.version using hash (title);
