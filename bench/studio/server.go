package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// server is rebut serve --studio, which can be killed.
type server struct {
	rebut, dir, address string
	running             *exec.Cmd
	log                 *os.File
}

// patience is how long a server may take to answer after it was started. Only
// one that hangs takes this long.
const patience = 3 * time.Minute

// start starts a server on a port that nobody uses, and waits until it answers.
func start(rebut, dir string) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{rebut: rebut, dir: dir, address: listener.Addr().String()}
	if err := listener.Close(); err != nil {
		return nil, err
	}
	if s.log, err = os.Create(dir + ".log"); err != nil {
		return nil, err
	}
	return s, s.begin()
}

func (s *server) begin() error {
	s.running = exec.Command(s.rebut, "-C", s.dir, "serve", "--studio", "--addr", s.address)
	s.running.Stderr = s.log
	if err := s.running.Start(); err != nil {
		return err
	}
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://" + s.address + "/studio/login")
		if err == nil {
			return answer.Body.Close()
		}
	}
	return fmt.Errorf("the server does not answer: see %s", s.log.Name())
}

// again kills the server as the machine does that runs out of memory, starts it
// anew, and returns how long nobody was answered.
func (s *server) again() (time.Duration, error) {
	from := time.Now()
	s.kill()
	err := s.begin()
	return time.Since(from), err
}

func (s *server) kill() {
	_ = s.running.Process.Kill() // SIGKILL; it may have ended
	_ = s.running.Wait()         // says that it was killed
}

// stop ends the server as its owner does.
func (s *server) stop() error {
	err := s.running.Process.Signal(syscall.SIGTERM)
	return errors.Join(err, s.running.Wait())
}
