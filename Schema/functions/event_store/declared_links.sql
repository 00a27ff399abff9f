-- The types of events whose data names, under a key or that of the objects in a list, another file on which what was
-- done bars from a duty on the event's own stream: from then on (lasting), or for this event, and with the files to which
-- that one is linked (once). Or a file on which what was done on the event's own stream bars from a duty (reverse).
-- Or a person, as who is behind the account that the stream is about, or of whom that was a mistake.
--
-- Written by DutyCatalogueTests from the program's own rules, with RECORD_SNAPSHOTS=1.
create or replace function event_store.declared_links()
returns table (type text, kind text, duty text, key text)
language sql immutable parallel safe
begin atomic
    values
        ('OfficerIdentified'::text, 'person'::text, ''::text, 'person'::text),
        ('OfficerIdentityCorrected', 'mistake', '', 'person'),
        ('MeasureFileOpened', 'lasting', 'deciding', 'assessment'),
        ('MeasureFileOpened', 'lasting', 'resuming', 'assessment'),
        ('MeasureDecided', 'once', 'deciding', 'consequences.support'),
        ('MeasureDecided', 'lasting if named', 'resuming', 'consequences.support'),
        ('MeasureDecided', 'lasting if named', 'revoking', 'consequences.support'),
        ('MeasureDecided', 'reverse', 'paying', 'consequences.support'),
        ('SupportTerminated', 'once', 'deciding', 'measure'),
        ('SupportTerminated', 'lasting if named', 'paying', 'measure'),
        ('SupportReclaimed', 'lasting', 'deciding', 'claim'),
        ('SupportReclaimed', 'lasting', 'reviewing', 'claim'),
        ('SupportReclaimed', 'lasting', 'closing', 'claim'),
        ('SupportReclaimed', 'lasting', 'paying', 'claim'),
        ('SupportReclaimed', 'lasting', 'resuming', 'claim'),
        ('SupportReclaimed', 'lasting', 'revoking', 'claim'),
        ('SupportReclaimed', 'once', 'deciding', 'measure'),
        ('SupportReclaimed', 'lasting if named', 'paying', 'measure'),
        ('ClaimEstablished', 'lasting', 'deciding', 'support'),
        ('ClaimEstablished', 'lasting', 'reviewing', 'support'),
        ('ClaimEstablished', 'lasting', 'closing', 'support'),
        ('ClaimEstablished', 'lasting', 'paying', 'support');
end;
