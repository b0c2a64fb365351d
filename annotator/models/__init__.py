"""What we store: one file per idea, constraints in Meta."""

from annotator.models.annotation import (
    Annotation,
    AnnotationEvent,
    Mark,
    NoteReply,
    SkipReason,
    Span,
    Status,
)
from annotator.models.assignment import Assignment, Assistance
from annotator.models.campaign import Campaign, Guideline, Membership, Role, SpanPolicy
from annotator.models.candidate import Candidate, LearnedModel, RemotePace, Tagger
from annotator.models.document import (
    Correction,
    Document,
    DocumentKey,
    Line,
    Original,
    Outlet,
    Sentence,
    Sketch,
    Story,
)
from annotator.models.gold import GoldLabel
from annotator.models.intake import Intake, IntakeRow
from annotator.models.job import Chunk, Job, JobProblem, WorkerSighting
from annotator.models.person import Person, Token
from annotator.models.release import Release
from annotator.models.scheme import Label, Scheme

__all__ = [
    "Annotation",
    "AnnotationEvent",
    "Assignment",
    "Assistance",
    "Campaign",
    "Candidate",
    "Chunk",
    "Correction",
    "Document",
    "DocumentKey",
    "GoldLabel",
    "Guideline",
    "Intake",
    "IntakeRow",
    "Job",
    "JobProblem",
    "Label",
    "LearnedModel",
    "Line",
    "Mark",
    "Membership",
    "NoteReply",
    "Original",
    "Outlet",
    "Person",
    "Release",
    "RemotePace",
    "Role",
    "Scheme",
    "Sentence",
    "Sketch",
    "SkipReason",
    "Span",
    "SpanPolicy",
    "Status",
    "Story",
    "Tagger",
    "Token",
    "WorkerSighting",
]
