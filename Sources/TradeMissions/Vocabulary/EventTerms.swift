extension Vocabulary {
    /// What an event is called, by its stored name without a version; nil for one that has no name here.
    package static func eventTerm(_ family: String) -> Phrase? { eventTerms[family] }

    /// English is the event's own name, in words.
    private static let eventTerms: [String: Phrase] = phrases(dutchEvents)

    private static let dutchEvents = """
        AdministrationFounded=boek geopend; AdministratorAppointed=beheerder aangewezen; \
        AdvancePaid=voorschot betaald; AssessmentCompleted=beoordeling afgerond; \
        AssessmentReviewed=beoordeling herzien; AssessmentStarted=beoordeling begonnen; BalancePaid=restant betaald; \
        BmoMeetingHeld=Breed Mensenrechten Overleg gehouden; BriefingCancelled=voorlichting geannuleerd; \
        BriefingCorrected=voorlichting gecorrigeerd; BriefingHeld=voorlichting gehouden; \
        BriefingPlanned=voorlichting gepland; \
        CivilSocietyBriefingDecided=besloten over het maatschappelijk middenveld bij de voorlichting; \
        ClaimEstablished=vordering vastgesteld; ClaimPrescribed=vordering verjaard; \
        ClaimReducedOnObjection=vordering op bezwaar verlaagd; ClaimRemitted=vordering kwijtgescholden; \
        ClaimSetOff=vordering verrekend; ClaimSettled=vordering voldaan; \
        ClaimWrittenOff=vordering oninbaar verklaard; CompanyAbsent=bedrijf was afwezig; \
        CompanyAttended=bedrijf was aanwezig; CompanyBriefedIndividually=bedrijf apart voorgelicht; \
        CompanyCorrected=gegevens van het bedrijf gecorrigeerd; CompanyEntered=bedrijf opgenomen; \
        CompanyExcluded=bedrijf uitgesloten; CompanyFileLinked=dossier aan het bedrijf gekoppeld; \
        CompanyProfileReceived=bedrijfsprofiel ontvangen; CompanyRefusedSteps=bedrijf weigerde stappen; \
        CompanyRegistered=bedrijf aangemeld; CompanyTookPart=bedrijf ging mee; \
        CompanyWaitlisted=bedrijf op de wachtlijst; CompanyWithdrew=bedrijf trok zich terug; \
        ConcernAddressed=kwestie geadresseerd; ConcernAddressedInBriefing=kwestie in de voorlichting behandeld; \
        ConcernAssigned=kwestie toegewezen; ConcernClosed=kwestie gesloten; ConcernFellBack=kwestie teruggevallen; \
        ConcernLetterSent=brief van zorg verzonden; ConcernLinkedToMission=kwestie aan een missie gekoppeld; \
        ConcernNotAddressed=kwestie niet geadresseerd; ConcernRaised=kwestie ingebracht; \
        ConcernReopened=kwestie heropend; ConditionsAccepted=voorwaarden aanvaard; \
        ContactAttempted=contact met het bedrijf gezocht; \
        CountryRiskProfilePublished=risicoprofiel van het land gepubliceerd; DebriefHeld=evaluatie gehouden; \
        DecisionNotified=besluit bekendgemaakt; DeterminationWithdrawn=vaststelling ingetrokken; \
        DueDiligenceStepRecorded=stap van gepaste zorgvuldigheid vastgelegd; DunningSent=aanmaning verzonden; \
        EsScreeningRecorded=milieu- en sociale toets vastgelegd; EvidenceAdded=bewijs toegevoegd; \
        ExpertIndependenceDeclared=onafhankelijkheid van de deskundige verklaard; \
        FactsheetPublished=factsheet gepubliceerd; HearingExceptionInvoked=van horen afgezien; \
        ImprovementPlanAccepted=verbeterplan aanvaard; ImprovementPlanRejected=verbeterplan afgewezen; \
        ImprovementPlanRequested=verbeterplan gevraagd; ImprovementPlanSubmitted=verbeterplan ingediend; \
        ImprovementProgressRecorded=voortgang van de verbetering vastgelegd; \
        InformationRequested=informatie gevraagd; InputReceived=inbreng ontvangen; \
        IntentionNotified=voornemen bekendgemaakt; InterestCharged=rente berekend; \
        InterventionRecorded=interventie vastgelegd; InvitationAccepted=uitnodiging aanvaard; \
        InvitationDeclined=uitnodiging afgeslagen; InvolvementWaived=van betrokkenheid afgezien; \
        LegalAdviceReceived=juridisch advies ontvangen; MandateGranted=mandaat verleend; \
        MandateRevoked=mandaat ingetrokken; MatchmakingIntakeReceived=matchmaking-intake ontvangen; \
        MeasureDecided=maatregel besloten; MeasureExpired=maatregel verlopen; \
        MeasureFileDropped=maatregeldossier gesloten zonder besluit; MeasureFileOpened=maatregeldossier geopend; \
        MeasureProposed=maatregel voorgesteld; MeasureResumed=maatregel hervat; \
        MeasureReviewed=maatregel heroverwogen; MeasureRevoked=maatregel ingetrokken; \
        MeasureSuspended=maatregel geschorst; MissionAnnounced=missie aangekondigd; \
        MissionCancelled=missie geannuleerd; MissionClosed=missie gesloten; \
        MissionDeclaredReady=missie vertrekgereed verklaard; MissionDeparted=missie vertrokken; \
        MissionEnded=missie afgerond; MissionFileLinked=dossier aan de missie gekoppeld; \
        MissionPlanApproved=missieplan goedgekeurd; MissionPostponed=missie uitgesteld; \
        MissionProposed=missie voorgesteld; MissionReadinessLapsed=vertrekgereedheid vervallen; \
        MissionReopened=missie hervat; MissionRiskLevelSet=risiconiveau van de missie vastgesteld; \
        MonitoringReportReceived=monitoringrapport ontvangen; MonitoringRequired=monitoring opgelegd; \
        NoShow=niet verschenen; NonAdherenceConfirmed=niet-naleving bevestigd; \
        NonAdherenceFound=niet-naleving voorlopig vastgesteld; NonAdherenceRefuted=niet-naleving weerlegd; \
        ObligationBreachFound=tekortschieten vastgesteld; OfficerIdentified=persoon achter functionaris vastgelegd; \
        OfficerIdentityCorrected=persoon achter functionaris teruggenomen; \
        OfficerRegistered=functionaris geregistreerd; \
        OfficialSupportWithdrawn=officiële steun ingetrokken; OrganisationDidNotShow=organisatie niet verschenen; \
        OrganisationEntered=organisatie opgenomen; OrganisationInvited=organisatie uitgenodigd; \
        OrganisationTookPart=organisatie nam deel; OverpaymentRefunded=te veel betaald teruggestort; \
        ParticipationConfirmed=deelname bevestigd; ParticipationRestored=deelname hersteld; \
        PaymentArrangementAgreed=betalingsregeling getroffen; PaymentResumed=betaling hervat; \
        PaymentSuspended=betaling opgeschort; ProgrammeItemAdded=programmaonderdeel toegevoegd; \
        ProgrammeItemChanged=programmaonderdeel gewijzigd; ProgrammeItemRemoved=programmaonderdeel geschrapt; \
        PublicReportingNoted=openbare rapportage opgemerkt; \
        ReadinessOverridden=vertrekvoorwaarde terzijde geschoven; RegistrationCancelled=aanmelding geannuleerd; \
        RegistrationClosed=inschrijving gesloten; RegistrationOpened=inschrijving geopend; \
        RegistrationRefused=aanmelding geweigerd; RemedyReminderGiven=aan herstel herinnerd; \
        RepaymentReceived=terugbetaling ontvangen; ResponseGivenToBmo=terugkoppeling gegeven aan het BMO; \
        ResponseReceived=reactie ontvangen; RestorationImpossible=herstel van deelname niet mogelijk; \
        RiskCheckerConsulted=MVO-risicochecker geraadpleegd; RiskSourceConsulted=risicobron geraadpleegd; \
        RiskWarningIssued=risicowaarschuwing gegeven; RoleGranted=rol toegekend; RoleRevoked=rol ingetrokken; \
        SelfScanSubmitted=MVO-zelfscan ingediend; SpeakerInvited=spreker uitgenodigd; \
        SupportApplied=steun aangevraagd; SupportDetermined=steun vastgesteld; \
        SupportGrantWithdrawn=verlening ingetrokken; SupportGranted=steun verleend; \
        SupportPaidBySetOff=steun betaald door verrekening; SupportReclaimed=steun teruggevorderd; \
        SupportReinstated=steun hersteld; SupportRejected=steun afgewezen; SupportTerminated=steun beëindigd; \
        UnwillingnessConfirmed=onwelwillendheid bevestigd; \
        UnwillingnessFound=onwelwillendheid voorlopig vastgesteld; UnwillingnessRefuted=onwelwillendheid weerlegd; \
        ViewReceived=zienswijze ontvangen; ViewTermLapsed=termijn voor de zienswijze verstreken; \
        WritIssued=dwangbevel uitgevaardigd; PersonEntered=persoon opgenomen; \
        PersonCorrected=gegevens van de persoon gecorrigeerd; LegalHoldPlaced=vernietigingsstop ingesteld; \
        LegalHoldLifted=vernietigingsstop opgeheven; RetentionSchedulePublished=bewaarschema vastgesteld; \
        PersonalDataErased=persoonsgegevens gewist; DossierPersonalDataDestroyed=persoonsgegevens in het dossier vernietigd; \
        RegisterEntryDestroyed=gegevens in het register vernietigd; \
        DisposalProposed=vernietigingslijst voorgesteld; DisposalApproved=vernietigingslijst goedgekeurd; \
        DisposalExecuted=vernietigingslijst uitgevoerd
        """
}
