FROM python:3.12-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY grader ./grader
COPY docs ./docs
RUN pip install --no-cache-dir --constraint constraints.txt build==1.2.2 && python -m build --wheel --outdir /wheels

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap libseccomp2 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home grader
COPY --from=build /wheels /wheels
COPY constraints.txt /wheels/
# A rubric's libraries, as `grader env RUBRIC --list` prints them, on one line.
ARG REQUIREMENTS=""
RUN pip install --no-cache-dir --constraint /wheels/constraints.txt /wheels/*.whl \
    && if [ -n "$REQUIREMENTS" ]; then pip install --no-cache-dir $REQUIREMENTS; fi \
    && rm -rf /wheels
USER grader
WORKDIR /work
ENTRYPOINT ["grader"]
CMD ["--help"]
