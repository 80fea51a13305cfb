# The portal as one image: web server, workers, clock and migrations differ by their command alone (docker-compose.yml).
ARG PYTHON=python:3.11.14-slim-bookworm

# -- Build: packages by the lock file's hashes, style sheets, static files --------------------------------------------
FROM ${PYTHON} AS build
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_CACHE=1 UV_LINK_MODE=copy

COPY requirements.txt requirements-uv.txt requirements-node.txt ./
RUN python -m pip install --require-hashes -r requirements-uv.txt -r requirements-node.txt \
    && uv venv /opt/venv \
    && uv pip sync --python /opt/venv --require-hashes --compile-bytecode requirements.txt

COPY . .
# collectstatic asks for settings and uses none of them: nothing here is a secret, and none of it stays.
RUN python -m launch.assets \
    && SECRET_KEY=- DATABASE_URL=postgres:///- REDIS_URL=redis://- STATIC_ROOT=/app/static-collected \
        /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q . -x node_modules \
    && rm -rf node_modules requirements*.txt

# -- What runs --------------------------------------------------------------------------------------------------------
FROM ${PYTHON}
RUN python -m pip uninstall --yes --root-user-action ignore setuptools wheel pip \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin portal \
    && install --directory --owner portal --group portal --mode 700 /erasures /uploads
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    STATIC_ROOT=/app/static-collected \
    MEDIA_ROOT=/uploads \
    BIND=0.0.0.0:8000
# Root owns the code and this user cannot change it. Nothing is written but to /tmp, /dev/shm and
# the volumes of /erasures and /uploads.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=2s \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
