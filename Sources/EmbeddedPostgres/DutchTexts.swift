extension EmbeddedPostgresError {
    package var dutch: String {
        switch self {
        case .serverMissing(let needed?, _):
            """
            De eigen database is gemaakt door PostgreSQL \(needed), waarvan de server niet is geïnstalleerd. \
            Installeer die: apt-get install postgresql-\(needed)
            """
        case .serverMissing(nil, let found):
            """
            Er is geen PostgreSQL-server gevonden van versie \(ServerBinaries.minimumVersion) of later\
            \(found.isEmpty ? "" : " (alleen \(found.listed))"). \
            Start Scripts/bootstrap, of: apt-get install postgresql; of noem een database met --database.
            """
        case .accountMissing:
            """
            PostgreSQL werkt niet als root, en er is geen gebruiker `postgres` waaronder het kan werken. \
            Maak er een: useradd --system --no-create-home missieboek
            """
        case .userWithoutName(let user):
            "Gebruiker \(user) heeft hier geen naam, en PostgreSQL heeft die nodig. Vul /etc/passwd aan."
        case .homeOfAnother(let home, let owner):
            """
            \(home) is van gebruiker \(owner). Werk als die gebruiker of als root, \
            of kies een eigen map met MISSIEBOEK_HOME.
            """
        case .clusterExists(let home):
            "In \(home) staat al een database, en die wordt niet overschreven. Kies een nieuwe map met MISSIEBOEK_HOME."
        case .dataOfRoot(let folder):
            """
            \(folder) is van root, en als root werkt PostgreSQL niet. \
            Geef de map terug aan wie haar maakte: chown --recursive GEBRUIKER \(folder)
            """
        case .folderNotPrivate(let folder):
            """
            \(folder) is geen map waar alleen u bij kunt; een ander kan haar hebben gemaakt. \
            Verwijder haar, of kies een kortere MISSIEBOEK_HOME.
            """
        case .folderReadOnly(let path):
            """
            \(path) kan niet worden gemaakt: u mag daar niet schrijven. \
            Ga naar een map van uzelf (cd ~), of kies er een met MISSIEBOEK_HOME.
            """
        case .folderUnusable(let path, let reason):
            "\(path) is niet te gebruiken: \(reason). Herstel dat, of kies een andere map met MISSIEBOEK_HOME."
        case .folderInTheWay(let path):
            """
            \(path) staat in de weg: daar wordt nog een andere back-up gemaakt, of iemand zette er iets neer. \
            Wacht erop, of haal het daar weg, en probeer opnieuw.
            """
        case .busy(let lock):
            "Een ander proces houdt \(lock) al twee minuten vast. Wacht erop of beëindig het, en probeer opnieuw."
        case .commandFailed(let command, let output):
            "Dit mislukte: \(command)\n\(output)\nHerstel wat het noemt, en probeer opnieuw."
        case .backupDamaged(let folder, let output):
            "De bestanden in \(folder) zijn niet die van de back-up:\n\(output)\nNeem een andere back-up."
        case .startFailed(let log, let lastLines):
            "De eigen PostgreSQL startte niet. Herstel wat het logboek noemt; \(log) eindigt met:\n\(lastLines)"
        }
    }
}

extension StartReport {
    package var dutch: String {
        switch self {
        case .initialised(let folder): "Nieuw PostgreSQL-cluster gemaakt in \(folder) en gestart."
        case .started(let folder): "PostgreSQL-cluster in \(folder) gestart."
        case .alreadyRunning(let processID): "PostgreSQL draait al (proces \(processID))."
        }
    }
}

extension StopReport {
    package var dutch: String {
        switch self {
        case .stopped: "PostgreSQL gestopt."
        case .notRunning: "PostgreSQL draait niet."
        }
    }
}

extension ClusterState {
    package var dutch: String {
        switch self {
        case .absent: "Er is nog geen PostgreSQL-cluster."
        case .stopped: "PostgreSQL draait niet."
        case .starting: "PostgreSQL start."
        case .running(let processID): "PostgreSQL draait (proces \(processID))."
        }
    }
}
