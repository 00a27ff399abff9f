-- The duty that every event of a type does, where it takes none up and links nothing: to note it is all that append has to
-- do. Null for any other type.
--
-- Written by DutyCatalogueTests from the program's own rules, with RECORD_SNAPSHOTS=1.
create or replace function event_store.plain_duty(type text) returns text
language sql immutable parallel safe
return case
    when type = any (array[
        'AssessmentCompleted',
        'AssessmentReviewed',
        'CivilSocietyBriefingDecided',
        'CompanyRefusedSteps',
        'DisposalProposed',
        'DueDiligenceStepRecorded',
        'EsScreeningRecorded',
        'EvidenceAdded',
        'HearingExceptionInvoked',
        'ImprovementPlanAccepted',
        'ImprovementPlanRejected',
        'IntentionNotified',
        'InvolvementWaived',
        'LegalAdviceReceived',
        'MeasureProposed',
        'MissionAnnounced',
        'MissionProposed',
        'MonitoringReportReceived',
        'MonitoringRequired',
        'NonAdherenceConfirmed',
        'NonAdherenceFound',
        'NonAdherenceRefuted',
        'ObligationBreachFound',
        'ProgrammeItemAdded',
        'ProgrammeItemChanged',
        'ProgrammeItemRemoved',
        'RegistrationClosed',
        'RegistrationOpened',
        'SupportApplied',
        'UnwillingnessConfirmed',
        'UnwillingnessFound',
        'UnwillingnessRefuted',
        'ViewReceived',
        'ViewReceived.v2',
        'ViewTermLapsed'
    ]) then 'preparing'
end;
