-- How it shows which countries a stream concerns: what leads concerns what follows it. A test holds these rules against the
-- types of events: each place where one names another stream is here, or the test says why it is not.
delete from event_store.naming_rules;
insert into event_store.naming_rules (category, pattern, result, meaning) values
    ('country', '^country-(.+)$', '\1', 'country'),
    ('participation', '^participation-(.+)-[a-z0-9]+$', 'mission-\1', 'leader'),
    ('participation', '^participation-.+-([a-z0-9]+)$', 'company-\1', 'follower'),
    ('involvement', '^involvement-(.+)-[a-z0-9]+$', 'mission-\1', 'leader'),
    ('involvement', '^involvement-.+-([a-z0-9]+)$', 'organisation-\1', 'follower'),
    ('erasure', '^erasure-(.+)$', '\1', 'leader');

delete from event_store.mention_rules;
insert into event_store.mention_rules (type, path, meaning) values
    ('MissionProposed', '$.country', 'leader'),
    ('ProgrammeItemAdded', '$.item.organisations[*]', 'follower'),
    ('ProgrammeItemChanged', '$.item.organisations[*]', 'follower'),
    ('BriefingPlanned', '$.missions[*]', 'leader'),
    ('SpeakerInvited', '$.missions[*]', 'leader'),
    ('SpeakerInvited', '$.speaker.organisation', 'follower'),
    ('BriefingHeld', '$.missions[*]', 'leader'),
    ('BriefingHeld', '$.speakers[*].organisation', 'follower'),
    ('CompanyAttended', '$.missions[*]', 'leader'),
    ('CompanyAbsent', '$.missions[*]', 'leader'),
    ('CompanyBriefedIndividually', '$.missions[*]', 'leader'),
    ('ConcernAddressedInBriefing', '$.mission', 'leader'),
    ('RiskWarningIssued', '$.missions[*]', 'leader'),
    ('RemedyReminderGiven', '$.missions[*]', 'leader'),
    ('BriefingCorrected', '$.missions[*]', 'leader'),
    ('BriefingCancelled', '$.missions[*]', 'leader'),
    ('ConcernRaised', '$.organisation', 'follower'),
    ('ConcernRaised', '$.country', 'leader'),
    ('ConcernRaised', '$.mission', 'leader'),
    ('ConcernRaised.v2', '$.organisation', 'follower'),
    ('ConcernRaised.v2', '$.country', 'leader'),
    ('ConcernRaised.v2', '$.mission', 'leader'),
    ('ConcernLinkedToMission', '$.mission', 'leader'),
    ('ConcernAddressed', '$.mission', 'leader'),
    ('ConcernNotAddressed', '$.mission', 'leader'),
    ('ConcernFellBack', '$.mission', 'leader'),
    ('ConcernReopened', '$.missions[*]', 'leader'),
    ('AssessmentStarted', '$.mission', 'leader'),
    ('AssessmentStarted', '$.country', 'leader'),
    ('MeasureFileOpened', '$.assessment', 'leader'),
    ('MeasureFileOpened', '$.assessment', 'follower'),
    ('MeasureProposed', '$.consequences[*].mission', 'leader'),
    ('MeasureProposed', '$.consequences[*].support', 'leader'),
    ('IntentionNotified', '$.consequences[*].mission', 'leader'),
    ('IntentionNotified', '$.consequences[*].support', 'leader'),
    ('MeasureDecided', '$.consequences[*].mission', 'leader'),
    ('MeasureDecided', '$.consequences[*].support', 'leader'),
    ('DecisionNotified', '$.missions[*]', 'leader'),
    ('MeasureSuspended', '$.missions[*]', 'leader'),
    ('MeasureResumed', '$.missions[*]', 'leader'),
    ('MeasureRevoked', '$.missions[*]', 'leader'),
    ('MeasureExpired', '$.missions[*]', 'leader'),
    ('SupportApplied', '$.company', 'follower'),
    ('SupportApplied', '$.country', 'leader'),
    ('ClaimEstablished', '$.support', 'leader'),
    ('ClaimSetOff', '$.support', 'leader');

-- What was made of the log by other rules is made anew.
select event_store.forget_places();
