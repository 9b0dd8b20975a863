"""What a filing says about complaints, findings, training, checks, progress and disclosure."""

from registry.scoring.shapes import (
    EVIDENCE_KINDS,
    FORCED_LABOUR_INDICATORS,
    LANGUAGES,
    Column,
    Field,
    Kind,
    choice,
    choices,
    counts,
    dates,
    decimals,
    flag,
    table,
    yes_no,
)

GRIEVANCE = (
    choices(
        "grv_channels",
        "grievance",
        "hotline",
        "app",
        "worker_committee",
        "union",
        "third_party",
        "hr",
    ),
    choices("grv_languages", "grievance", *LANGUAGES),
    yes_no("grv_anonymous", "grievance"),
    yes_no("grv_no_retaliation", "grievance"),
    Field("grv_sites_total", Kind.COUNT, "grievance"),
    Field("grv_sites_with_notice", Kind.COUNT, "grievance"),
)

CASES = (
    Field("grv_cases_opening", Kind.COUNT, "cases"),
    Field("grv_cases_received", Kind.COUNT, "cases"),
    Field("grv_cases_women", Kind.COUNT, "cases"),
    Field("grv_cases_men", Kind.COUNT, "cases"),
    Field("grv_cases_closed", Kind.COUNT, "cases"),
    Field("grv_median_days", Kind.COUNT, "cases"),
)
"""Cases of women and men add up to at most those received: some are anonymous."""

FINDINGS = (
    yes_no("findings_found", "findings"),
    table(
        "findings",
        "findings",
        Column("indicator", Kind.CHOICE, FORCED_LABOUR_INDICATORS),
        *dates("found_on"),
        *counts("workers"),
        Column("remedy_status", Kind.CHOICE, ("none", "in_progress", "complete")),
        *dates("remedy_on"),
        flag("reported_to_authority"),
    ),
)

TRAINING = (
    yes_no("training_given", "training"),
    table(
        "training",
        "training",
        Column(
            "audience",
            Kind.CHOICE,
            ("hr", "procurement", "management", "agents", "suppliers", "security", "workers"),
        ),
        *counts("headcount", "trained"),
        *dates("held_on"),
    ),
)

MONITORING = (
    choices(
        "mon_audit_types",
        "monitoring",
        "third_party",
        "unannounced",
        "social_compliance",
        "worker_led",
        "internal",
    ),
    Field("mon_worker_interviews", Kind.COUNT, "monitoring"),
    Field("mon_sites_total", Kind.COUNT, "monitoring"),
    Field("mon_sites_audited", Kind.COUNT, "monitoring"),
    choices("mon_worker_rep", "monitoring", "union", "elected_committee", "appointed_committee"),
    Field("mon_suppliers_high_risk", Kind.COUNT, "monitoring"),
    Field("mon_suppliers_assessed", Kind.COUNT, "monitoring"),
    Field("mon_caps_opened", Kind.COUNT, "monitoring"),
    Field("mon_caps_closed", Kind.COUNT, "monitoring"),
)
"""``caps`` are corrective action plans agreed with suppliers."""

COMMITMENTS = (
    yes_no("commitments_made", "commitments"),
    table(
        "commitments",
        "commitments",
        Column("number", Kind.TEXT),
        Column("commitment", Kind.TEXT),
        Column("owner", Kind.TEXT),
        Column("metric", Kind.TEXT),
        Column("target", Kind.TEXT),
        Column("due_on", Kind.DATE),
    ),
)

FOLLOWUP = (
    table(
        "followed",
        "followup",
        Column("number", Kind.TEXT),
        Column("commitment", Kind.TEXT),
        Column("outcome", Kind.CHOICE, ("met", "partly", "missed", "dropped", "not_yet_due")),
        Column("reached", Kind.TEXT),
        Column("why", Kind.TEXT),
        *dates("due_on"),
    ),
)
"""What became of commitments of earlier statements; ``due_on`` is the new day of one moved."""

MEASURES = (
    yes_no("kpis_kept", "measures"),
    table(
        "kpis",
        "measures",
        Column("name", Kind.TEXT),
        *decimals("prior", "current", "target"),
    ),
)

STATEMENT = (
    Field("filing_languages", Kind.CHOICES, "statement", ("ms", "en")),
    Field("filing_homepage_link", Kind.URL, "statement"),
    Field("filing_archive_years", Kind.COUNT, "statement"),
)

EVIDENCE = (
    table(
        "evidence",
        "evidence",
        Column("document", Kind.DIGEST),
        Column("criterion", Kind.TEXT),
        Column("kind", Kind.CHOICE, EVIDENCE_KINDS),
        Column("title", Kind.TEXT),
    ),
)

DISCLOSURE = (
    yes_no("dis_limits_stated", "disclosure"),
    yes_no("dis_restrictions_disclosed", "disclosure"),
    choice("dis_assurance", "disclosure", "none", "internal", "external"),
    table(
        "explanations",
        "disclosure",
        Column("check", Kind.TEXT),
        Column("explanation", Kind.TEXT),
    ),
)
"""A row explains what one check of consistency asks about, such as ``X7``."""
