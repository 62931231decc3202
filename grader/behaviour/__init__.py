"""Groups hand-ins by what their code did: equal recorded observations are one behaviour (docs/decisions/0052)."""
