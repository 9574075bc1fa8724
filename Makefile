# make demo   装好环境，运行样例，告诉您推荐汇总表在哪里
# make test   装好测试所需，运行全部测试
# make setup / make lint / make bench / make soak / make samples

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
STAMP := .venv/.installed
DEMO_OUT := output/demo
BENCHES := numbers textlayer licences calibrate form_page bench_judging bench_papers bench_plain bench_samples package60 workers bench_tampering
SOAKS := bench_night $(patsubst benchmarks/%.py,%,$(wildcard benchmarks/soak_*.py))

.PHONY: demo test setup lint bench soak samples clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11–3.13：请先安装 python3 与 python3-venv。" >&2; exit 3; }
	@$(PYTHON) -m venv --clear .venv 2>/dev/null || { echo "建不了虚拟环境：请先安装 python3-venv（apt-get install python3-venv）。" >&2; exit 3; }
	@echo "正在安装锁定版本的依赖（只在第一次，约一两分钟）……" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: $(STAMP)
	@code=0; run=$$($(BIN)/shenhe run samples/inbox -o $(DEMO_OUT)) || code=$$?; \
	if [ $$code -eq 1 ]; then echo "（退出码 1：样例里故意放了打不开的文件，已在结果中逐一说明；其余申报不受影响。）" >&2; \
	elif [ $$code -ne 0 ]; then exit $$code; fi; \
	echo "推荐汇总表：$$run/推荐汇总表.xlsx"; \
	echo "审核明细：  $$run/审核明细.xlsx"; \
	echo "审核页面：  $$run/review/index.html"

test: $(STAMP)
	@.ci/debian-packages
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(STAMP)
	@.ci/debian-packages
	@for part in $(BENCHES); do echo "== $$part"; $(BIN)/python -m benchmarks.$$part || echo "!! $$part 未达到要求"; done

soak: $(STAMP)
	@.ci/debian-packages
	@for part in $(SOAKS); do echo "== $$part"; $(BIN)/python -m benchmarks.$$part || echo "!! $$part 未达到要求"; done

samples: $(STAMP)
	@.ci/debian-packages
	$(BIN)/python samples/make_samples.py --seed 1 --out samples --small

clean:
	rm -rf .venv build *.egg-info
