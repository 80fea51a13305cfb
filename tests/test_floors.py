"""How the code lies: imports point one way, and modules stay small. House rules that a test can see."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = [
    {"core"},
    {"notifications"},
    {"accounts"},
    {"support"},
    {"cohorts"},
    {"employers", "ambassadors", "consultations"},
    {"returners", "events"},
    {"selection", "participation", "mentoring", "outcomes"},
    {"portal", "reporting"},
    {"demo"},
]
FLOOR = {app: floor for floor, apps in enumerate(FLOORS) for app in sorted(apps)}
# Beside the floors: settings and wiring, what starts the portal, and what measures it.
OUTSIDE = {"config", "launch", "bench"}
SIGNALS = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


@cache
def modules(folder: str) -> list[Path]:
    return [path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] if not node.level else []
    return []


def imports(folder: str) -> set[str]:
    """The top packages that an app imports anywhere, in a function or for types only too."""
    nodes = (node for path in modules(folder) for node in ast.walk(tree(path)))
    return {name.split(".")[0] for node in nodes for name in imported(node)}


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]


def lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


APPS = [app for app in FLOOR if modules(app)]
OURS = [path for folder in (*APPS, *sorted(OUTSIDE)) for path in modules(folder)]


@pytest.mark.parametrize("app", APPS)
def test_apps_only_import_downwards(app):
    assert {i for i in imports(app) if i != app and FLOOR.get(i, -1) >= FLOOR[app]} == set()


@pytest.mark.parametrize("app", APPS)
def test_apps_import_nothing_from_tests_launch_or_bench(app):
    assert imports(app) & {"tests", "launch", "bench"} == set()


def test_every_app_has_a_floor():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}

    assert apps - FLOOR.keys() == set()


@pytest.mark.parametrize("app", APPS)
def test_foreign_keys_take_classes(app):
    """A string would be an arrow that no test sees. Within one app, and to oneself, there is none to see."""
    strings = {
        f"{where(path, node)} {node.args[0].value!r}"
        for path in modules(app)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("ForeignKey", "OneToOneField", "ManyToManyField")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and "." in str(node.args[0].value)
    }

    assert strings == set()


def test_imports_stand_at_the_top():
    """`AppConfig.ready` apart: before it, there are no models to import."""
    inline = {
        where(path, inner)
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (path.name, node.name) != ("apps.py", "ready")
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }

    assert inline == set()


def test_modules_and_classes_say_what_they_are_for():
    vague = {str(path.relative_to(ROOT)) for path in OURS if path.stem in ("utils", "util", "misc", "common")}
    services = {
        where(path, node)
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and path.parent.name != "launch"
        and node.name.endswith(("Service", "Manager", "Helper", "Util"))
        and not any("Manager" in ast.unparse(base) for base in node.bases)
    }

    assert vague | services == set()


def test_modules_stay_short():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in OURS}

    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_stay_short():
    long = {
        f"{where(path, node)} {node.name}"
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines(node) > LONGEST_FUNCTION
    }

    assert long == set()


def test_models_do_not_act_when_saved():
    """No `save` overridden and no signal of Django's models: a bulk update would go past both."""
    saves = {
        where(path, node)
        for app in APPS
        for path in modules(app)
        for holder in ast.walk(tree(path))
        if isinstance(holder, ast.ClassDef)
        and any("Model" in ast.unparse(base) for base in holder.bases)
        and not any("Form" in ast.unparse(base) for base in holder.bases)
        for node in holder.body
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete")
    }
    signals = {
        where(path, node)
        for path in OURS
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.ImportFrom) and SIGNALS & {alias.name for alias in node.names})
        or (isinstance(node, ast.Attribute) and node.attr in SIGNALS and ast.unparse(node.value).endswith("signals"))
    }

    assert saves | signals == set()


def test_actions_do_not_import_doors():
    doors = {"views", "forms", "tasks", "admin", "urls"}
    through = {
        f"{where(path, node)} {name}"
        for app in APPS
        for path in modules(app)
        if path.stem in ("actions", "models") or path.parent.name in ("actions", "models")
        for node in ast.walk(tree(path))
        for name in imported(node)
        if name.split(".")[0] in FLOOR and doors & set(name.split("."))
    }

    assert through == set()


def test_only_tasks_views_and_commands_read_the_clock():
    """Actions take `at=`: a test, the demonstration and a late worker say when things happen.

    The outbox is exempt: it works by the clock on the wall, whatever time the portal plays at.
    """
    readers = {
        where(path, node)
        for app in set(APPS) - {"notifications"}
        for path in modules(app)
        if path.stem in ("actions", "eligibility", "calendar", "uktime") or path.parent.name in ("actions", "places")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("timezone.now", "timezone.localdate", "dt.datetime.now", "dt.date.today")
    }

    assert readers == set()
