-- Whoever asks by a name that somebody bore before finds whom it was of. Names that were replaced before this migration are
-- found only once they are borne again: there is no term of them.
alter table register.name_terms add column is_former boolean not null default false;
alter table register.name_terms alter column is_former drop default;
alter table register.name_terms drop constraint name_terms_pkey, add primary key (id, term);
